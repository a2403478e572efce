package dev.muninn.ingest.entity;

import dev.muninn.embedding.EmbeddingSpace;
import java.util.Objects;

/** How far an item is in one embedding space. */
public record SpaceProgress(EmbeddingSpace space, PartLedger vectors, boolean indexed) {
  public SpaceProgress {
    Objects.requireNonNull(space, "space");
    Objects.requireNonNull(vectors, "vectors");
  }

  static SpaceProgress in(EmbeddingSpace space) {
    return new SpaceProgress(space, PartLedger.none(), false);
  }
}
