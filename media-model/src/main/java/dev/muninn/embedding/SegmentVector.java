package dev.muninn.embedding;

import java.util.Objects;

/** The vector of one segment of an item; a picture has the one segment 0. */
public record SegmentVector(int segment, Embedding vector) {
  public SegmentVector {
    if (segment < 0) {
      throw new IllegalArgumentException("segment " + segment);
    }
    Objects.requireNonNull(vector, "vector");
  }
}
