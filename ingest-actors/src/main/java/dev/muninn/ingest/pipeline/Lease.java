package dev.muninn.ingest.pipeline;

import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemKey;
import java.util.Objects;
import java.util.Set;

/**
 * The right to do one pass over one item for a while. {@code attempt} counts from 1; {@code lost}
 * says how many leases on it ended without a word; {@code closed} are the stages that must not
 * begin: paused ones, and those that write while the disk is full.
 */
record Lease(
    MediaItemKey key,
    Pass pass,
    String space,
    StageName stage,
    int attempt,
    int lost,
    Set<StageName> closed) {
  Lease {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(pass, "pass");
    Objects.requireNonNull(space, "space");
    Objects.requireNonNull(stage, "stage");
    closed = Set.copyOf(closed);
  }
}
