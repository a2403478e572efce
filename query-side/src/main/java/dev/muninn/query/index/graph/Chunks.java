package dev.muninn.query.index.graph;

import java.util.Arrays;

/** How slots lie in chunks: the high bits of a slot choose the chunk, the low ones the row. */
final class Chunks {
  static final int BITS = 10;

  /** Slots a chunk. */
  static final int SIZE = 1 << BITS;

  static final int MASK = SIZE - 1;

  private Chunks() {}

  /** A longer array of the same chunks; readers may hold the old one. */
  static <T> T[] with(T[] chunks, T chunk) {
    T[] more = Arrays.copyOf(chunks, chunks.length + 1);
    more[chunks.length] = chunk;
    return more;
  }
}
