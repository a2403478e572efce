package dev.muninn.query.index;

/** What every engine refuses. */
final class Queries {
  private Queries() {}

  static void requireDimension(int expected, float[] vector) {
    if (vector.length != expected) {
      throw new IllegalArgumentException(
          "a vector of " + vector.length + " dimensions in a space of " + expected);
    }
  }

  static void requireFitting(int dimension, float[] query, int k) {
    requireDimension(dimension, query);
    if (k < 1) {
      throw new IllegalArgumentException("k is at least 1, not " + k);
    }
  }
}
