package dev.muninn.query.index;

/**
 * M, efConstruction and ef of Malkov and Yashunin (2018), section 4: links a node, and the widths
 * of the walk while building and while searching.
 */
public record HnswParameters(int m, int efConstruction, int ef) {
  /** What the paper and the C++ library begin with. */
  public static final HnswParameters DEFAULT = new HnswParameters(16, 200, 100);

  public HnswParameters {
    if (m < 2 || m > 100 || efConstruction < m || ef < 1) {
      throw new IllegalArgumentException(
          "m " + m + " (2..100), efConstruction " + efConstruction + " (from m), ef " + ef);
    }
  }
}
