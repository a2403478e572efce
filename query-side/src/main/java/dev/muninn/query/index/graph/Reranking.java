package dev.muninn.query.index.graph;

import dev.muninn.query.index.kernel.Kernels;

/** Compares slots in float32. */
final class Reranking {
  private Reranking() {}

  /** Leaves the first {@code depth} of {@code s.nearest} in {@code s.found}, best first. */
  static void best(Slots slots, Scratch s, int depth) {
    int count = Math.min(depth, s.nearest.size());
    long[] candidates = s.nearest.sorted();
    s.found.clear();
    for (int i = 0; i < count; i++) {
      add(slots, s, Packed.slot(candidates[i]));
    }
    s.found.sort();
  }

  static void add(Slots slots, Scratch s, int slot) {
    Rows rows = slots.rows();
    float[] row = rows.floats()[slot >> Chunks.BITS];
    s.found.add(Kernels.dot(s.query, 0, row, rows.floatAt(slot), rows.floatStride()), slot);
  }
}
