package dev.muninn.query.index;

import java.util.Comparator;
import java.util.Objects;

/** A neighbour and its cosine similarity, −1..1. Ordered best first, ties by key. */
public record VectorHit(VectorKey key, float similarity) implements Comparable<VectorHit> {
  private static final Comparator<VectorHit> ORDER =
      Comparator.comparingDouble((VectorHit hit) -> -hit.similarity())
          .thenComparing(VectorHit::key);

  public VectorHit {
    Objects.requireNonNull(key, "key");
  }

  @Override
  public int compareTo(VectorHit other) {
    return ORDER.compare(this, other);
  }
}
