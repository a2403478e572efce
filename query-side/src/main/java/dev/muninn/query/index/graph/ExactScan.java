package dev.muninn.query.index.graph;

import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/**
 * Compares a query with every living slot of a range or of some items: all in int7, the best of
 * these in float32, and then whatever else could by {@link Doubt} be as good as the k-th of them.
 * Without a scale all in float32. Any thread, no lock.
 */
public final class ExactScan {
  private static final int LEAST_DEPTH = 40;

  private ExactScan() {}

  /** The best {@code k} of the living slots {@code from..to}. */
  public static Found range(Slots slots, float[] query, int from, int to, int k) {
    Scratch s = Scratch.ofThread();
    s.over(slots, to);
    s.listed = 0;
    for (int slot = from; slot < to; slot++) {
      if (!slots.isDead(slot)) {
        s.enlist(slot);
      }
    }
    return listed(slots, s, query, k);
  }

  /** The best {@code k} of the living slots of these items, among all slots of now. */
  public static Found items(Slots slots, float[] query, RoaringBitmap items, int k) {
    Scratch s = Scratch.ofThread();
    s.over(slots, slots.size());
    s.listed = 0;
    items.forEach((IntConsumer) item -> enlist(slots, s, item));
    return listed(slots, s, query, k);
  }

  private static void enlist(Slots slots, Scratch s, int item) {
    for (int slot = slots.lastOf(item); slot != Slots.NONE; slot = slots.before(slot)) {
      if (slot < s.limit && !slots.isDead(slot)) {
        s.enlist(slot);
      }
    }
  }

  private static Found listed(Slots slots, Scratch s, float[] query, int k) {
    s.ask(slots, query);
    if (s.scaled) {
      s.scanList();
      select(s, Math.max(LEAST_DEPTH, 2 * k));
      Reranking.best(slots, s, s.nearest.size());
      if (s.found.size() >= k) {
        addDoubtful(slots, s, s.found.similarity(k - 1));
      }
    } else {
      compareAll(slots, s);
    }
    s.found.sort();
    s.found.cut(k);
    return s.found;
  }

  private static void compareAll(Slots slots, Scratch s) {
    s.found.clear();
    s.distances += s.listed;
    for (int i = 0; i < s.listed; i++) {
      Reranking.add(slots, s, s.list[i]);
    }
  }

  private static void select(Scratch s, int depth) {
    int[] scores = s.scores;
    s.nearest.begin(depth);
    int bound = Integer.MAX_VALUE;
    for (int i = 0; i < s.listed; i++) {
      if (scores[i] <= bound) {
        s.nearest.offer(Packed.of(scores[i], s.list[i]));
        bound = s.nearest.isFull() ? Packed.key(s.nearest.worst()) : Integer.MAX_VALUE;
      }
    }
  }

  /** Compares what was not selected and may be as near as {@code similarity}. */
  private static void addDoubtful(Slots slots, Scratch s, float similarity) {
    if (s.listed == s.nearest.size()) {
      return;
    }
    Rows rows = slots.rows();
    Doubt doubt = Doubt.of(rows.scale(), s.query, s.overshoot);
    int mostOvershot = s.keyOf(doubt.leastProduct(similarity, rows.mostOvershoot()));
    long selected = s.nearest.sorted()[s.nearest.size() - 1];
    for (int i = 0; i < s.listed; i++) {
      int slot = s.list[i];
      if (s.scores[i] <= mostOvershot && Packed.of(s.scores[i], slot) > selected) {
        int least = doubt.leastProduct(similarity, rows.overshoot(slot));
        if (s.scores[i] <= s.keyOf(least)) {
          Reranking.add(slots, s, slot);
        }
      }
    }
  }
}
