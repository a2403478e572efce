package dev.muninn.query.index.graph;

import java.util.Arrays;

/**
 * What a search found, by float32 similarity, best first; equal ones in the order of their slots.
 * One a thread, reused by its next search: read it before that.
 */
public final class Found {
  private long[] packed = new long[256];
  private int size;

  Found() {}

  /** How many: those asked for, and more where the last ones are equally near. */
  public int size() {
    return size;
  }

  public int slot(int i) {
    return Packed.slot(packed[i]);
  }

  /** Cosine similarity, −1..1. */
  public float similarity(int i) {
    return Packed.similarity(packed[i]);
  }

  void clear() {
    size = 0;
  }

  void add(float similarity, int slot) {
    if (size == packed.length) {
      packed = Arrays.copyOf(packed, 2 * size);
    }
    packed[size++] = Packed.ofSimilarity(similarity, slot);
  }

  void sort() {
    Arrays.sort(packed, 0, size);
  }

  /** Keeps the best {@code k} and whatever is as near as the last of them; after {@link #sort}. */
  void cut(int k) {
    int end = Math.min(k, size);
    while (end < size && Packed.key(packed[end]) == Packed.key(packed[end - 1])) {
      end++;
    }
    size = end;
  }
}
