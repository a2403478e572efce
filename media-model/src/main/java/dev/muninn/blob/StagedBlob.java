package dev.muninn.blob;

import dev.muninn.media.ContentHash;
import dev.muninn.media.MediaType;
import dev.muninn.media.StagedRef;
import java.util.Objects;

/** A synced file of the staging area: its hash, its size in bytes, its type by content. */
public record StagedBlob(StagedRef ref, ContentHash hash, long size, MediaType type) {
  public StagedBlob {
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(type, "type");
  }
}
