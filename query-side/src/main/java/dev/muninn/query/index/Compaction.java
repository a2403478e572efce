package dev.muninn.query.index;

import dev.muninn.query.index.graph.Slots;

/** When dead slots are swept out: by counts alone, so at the same event in every replay. */
final class Compaction {
  private static final int LEAST_DEAD = 256;
  private static final int DEAD_PERCENT = 20;

  private Compaction() {}

  static boolean isDue(Slots slots) {
    return slots.dead() >= LEAST_DEAD && slots.dead() * 100L >= (long) slots.size() * DEAD_PERCENT;
  }
}
