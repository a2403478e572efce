package dev.muninn.query.facet;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A time in microseconds for each item number, in blocks. What was published is never changed
 * again: a block that is written to is copied once between two publications. One writer.
 */
final class DateColumn {
  private static final int BITS = 10;
  private static final int BLOCK = 1 << BITS;

  private long[][] blocks = {};
  private final BitSet own = new BitSet();
  private boolean shared = true;

  void set(int number, long micros) {
    int block = number >>> BITS;
    if (shared || block >= blocks.length) {
      blocks = Arrays.copyOf(blocks, Math.max(blocks.length, block + 1));
      shared = false;
    }
    if (!own.get(block)) {
      blocks[block] = blocks[block] == null ? new long[BLOCK] : blocks[block].clone();
      own.set(block);
    }
    blocks[block][number & BLOCK - 1] = micros;
  }

  /** The times as they are now and for ever. */
  Times publish() {
    shared = true;
    own.clear();
    return new Times(blocks);
  }

  /** Published times; thread-safe. */
  static final class Times {
    private final long[][] blocks;

    private Times(long[][] blocks) {
      this.blocks = blocks;
    }

    /** Of a number that was set. */
    long of(int number) {
      return blocks[number >>> BITS][number & BLOCK - 1];
    }
  }
}
