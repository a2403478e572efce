package dev.muninn.query.index.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Who is linked to whom: for each slot a row of 2M links in layer 0 and of M in each layer above,
 * the count before them. One writer; a reader may meet a row between two states of it, but never an
 * id whose slot is not published: {@link #put} releases, and a reader puts an acquire fence between
 * a row and the vectors it names.
 */
final class Links {
  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

  private final int m;
  private final int width;
  private volatile int[][] base = {};
  private volatile byte[][] levels = {};
  private volatile int[][][] upper = {};

  Links(int m) {
    this.m = m;
    this.width = 2 * m + 1;
  }

  /** The rows of layer 0, for the walk. */
  int[][] base() {
    return base;
  }

  int baseAt(int slot) {
    return (slot & Chunks.MASK) * width;
  }

  /** Ints that a row takes, the count included. */
  int width(int layer) {
    return layer == 0 ? width : m + 1;
  }

  /** How many links a slot has at most. */
  int room(int layer) {
    return width(layer) - 1;
  }

  /** The rows of a slot that is to be linked next. */
  void add(int slot, int level) {
    if (slot >> Chunks.BITS == base.length) {
      base = Chunks.with(base, new int[Chunks.SIZE * width]);
      levels = Chunks.with(levels, new byte[Chunks.SIZE]);
      upper = Chunks.with(upper, new int[Chunks.SIZE][]);
    }
    levels[slot >> Chunks.BITS][slot & Chunks.MASK] = (byte) level;
    if (level > 0) {
      upper[slot >> Chunks.BITS][slot & Chunks.MASK] = new int[level * (m + 1)];
    }
  }

  int level(int slot) {
    return levels[slot >> Chunks.BITS][slot & Chunks.MASK];
  }

  /** The array that holds a row; it begins at {@link #at}. */
  int[] row(int layer, int slot) {
    return layer == 0 ? base[slot >> Chunks.BITS] : upper[slot >> Chunks.BITS][slot & Chunks.MASK];
  }

  int at(int layer, int slot) {
    return layer == 0 ? baseAt(slot) : (layer - 1) * (m + 1);
  }

  /** Makes these the links of a slot. */
  void put(int layer, int slot, int[] links, int count) {
    int[] row = row(layer, slot);
    int at = at(layer, slot);
    VarHandle.releaseFence();
    for (int i = 0; i < count; i++) {
      INTS.setOpaque(row, at + 1 + i, links[i]);
    }
    INTS.setRelease(row, at, count);
  }

  /** Adds a link where there is room for it. */
  boolean append(int layer, int slot, int link) {
    int[] row = row(layer, slot);
    int at = at(layer, slot);
    int count = row[at];
    if (count == room(layer)) {
      return false;
    }
    INTS.setRelease(row, at + 1 + count, link);
    INTS.setRelease(row, at, count + 1);
    return true;
  }

  long bytes() {
    return (long) base.length * Chunks.SIZE * (width * 4L + 5 + (m + 5) * 4L / (m - 1));
  }
}
