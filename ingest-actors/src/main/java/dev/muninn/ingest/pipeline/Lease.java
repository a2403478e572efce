package dev.muninn.ingest.pipeline;

import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemKey;
import java.util.Objects;

/**
 * The right to do one pass over one item for a while. {@code attempt} counts from 1; {@code lost}
 * says how many leases on it ended without a word.
 */
record Lease(MediaItemKey key, Pass pass, String space, StageName stage, int attempt, int lost) {
  Lease {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(pass, "pass");
    Objects.requireNonNull(space, "space");
    Objects.requireNonNull(stage, "stage");
  }
}
