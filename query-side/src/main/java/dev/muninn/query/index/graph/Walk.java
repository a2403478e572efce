package dev.muninn.query.index.graph;

import java.lang.invoke.VarHandle;
import org.roaringbitmap.RoaringBitmap;

/**
 * The searches of the paper (algorithms 2 and 5) over int7 rows: four unvisited neighbours at a
 * time, heaps of packed longs, marks by epoch. Nothing is allocated, no lock is taken.
 */
final class Walk {
  private final Slots slots;
  private final Links links;

  Walk(Slots slots, Links links) {
    this.slots = slots;
    this.links = links;
  }

  /** Goes greedily from a packed start in layer {@code from} down to above layer {@code to}. */
  long descend(Scratch s, long start, int from, int to) {
    long best = start;
    for (int layer = from; layer > to; layer--) {
      long before;
      do {
        before = best;
        best = nearestLink(s, best, layer);
      } while (best < before);
    }
    return best;
  }

  private long nearestLink(Scratch s, long start, int layer) {
    int[] row = links.row(layer, Packed.slot(start));
    int at = links.at(layer, Packed.slot(start));
    int count = row[at];
    int fresh = 0;
    for (int i = 1; i <= count; i++) {
      int slot = row[at + i];
      if (slot < s.limit) {
        s.batch[fresh++] = slot;
      }
    }
    VarHandle.acquireFence();
    s.score(s.batch, fresh, s.keys);
    long best = start;
    for (int i = 0; i < fresh; i++) {
      best = Math.min(best, Packed.of(s.keys[i], s.batch[i]));
    }
    return best;
  }

  /**
   * Leaves the nearest {@code ef} in {@code s.nearest}; dead ones count while building.
   *
   * @param start a packed slot of this layer
   */
  void layer(Scratch s, long start, int ef, int layer) {
    begin(s, start, ef);
    s.nearest.offer(start);
    while (!s.frontier.isEmpty()) {
      long next = s.frontier.pop();
      if (s.nearest.isFull() && next > s.nearest.worst()) {
        break;
      }
      int fresh = unvisited(s, next, layer);
      s.score(s.batch, fresh, s.keys);
      for (int i = 0; i < fresh; i++) {
        long found = Packed.of(s.keys[i], s.batch[i]);
        if (!s.nearest.isFull() || found < s.nearest.worst()) {
          s.frontier.push(found);
          s.nearest.offer(found);
        }
      }
    }
  }

  /** The same in layer 0 for the living slots alone; dead ones are passed through. */
  void living(Scratch s, long start, int ef) {
    begin(s, start, ef);
    offerLiving(s, start);
    while (!s.frontier.isEmpty()) {
      long next = s.frontier.pop();
      if (s.nearest.isFull() && next > s.nearest.worst()) {
        break;
      }
      int fresh = unvisited(s, next, 0);
      s.score(s.batch, fresh, s.keys);
      for (int i = 0; i < fresh; i++) {
        long found = Packed.of(s.keys[i], s.batch[i]);
        if (!s.nearest.isFull() || found < s.nearest.worst()) {
          s.frontier.push(found);
          offerLiving(s, found);
        }
      }
    }
  }

  private void offerLiving(Scratch s, long found) {
    if (!slots.isDead(Packed.slot(found))) {
      s.nearest.offer(found);
    }
  }

  /**
   * The same for the living slots of the items in {@code filter}; the others are passed through.
   *
   * @return false when it gave up: more than {@code budget} distances, or the filter's items are
   *     met less than half as often as {@code share}, so that they lie elsewhere
   */
  boolean filtered(Scratch s, long start, int ef, RoaringBitmap filter, double share, int budget) {
    begin(s, start, ef);
    int met = 0;
    int scored = 1;
    if (passes(Packed.slot(start), filter)) {
      s.nearest.offer(start);
      met++;
    }
    while (!s.frontier.isEmpty()) {
      long next = s.frontier.pop();
      if (s.nearest.isFull() && next > s.nearest.worst()) {
        break;
      }
      int fresh = unvisited(s, next, 0);
      s.score(s.batch, fresh, s.keys);
      scored += fresh;
      for (int i = 0; i < fresh; i++) {
        long found = Packed.of(s.keys[i], s.batch[i]);
        boolean near = !s.nearest.isFull() || found < s.nearest.worst();
        // also of those that are too far away: the later ones nearly all are, whatever passes
        boolean passes = passes(s.batch[i], filter);
        met += passes ? 1 : 0;
        if (near) {
          s.frontier.push(found);
          if (passes) {
            s.nearest.offer(found);
          }
        }
      }
      if (scored > budget) {
        return false;
      }
    }
    return s.nearest.isFull() && met > share * scored / 2;
  }

  private boolean passes(int slot, RoaringBitmap filter) {
    return !slots.isDead(slot) && filter.contains(slots.item(slot));
  }

  private static void begin(Scratch s, long start, int ef) {
    s.forget();
    s.frontier.clear();
    s.nearest.begin(ef);
    s.marks[Packed.slot(start)] = s.epoch;
    s.frontier.push(start);
  }

  /** Writes the unvisited links of a slot into the batch and marks them. */
  private int unvisited(Scratch s, long from, int layer) {
    int slot = Packed.slot(from);
    int[] row = links.row(layer, slot);
    int at = links.at(layer, slot);
    int[] marks = s.marks;
    int[] batch = s.batch;
    int epoch = s.epoch;
    int limit = s.limit;
    int count = row[at];
    int fresh = 0;
    for (int i = 1; i <= count; i++) {
      int link = row[at + i];
      if (link < limit && marks[link] != epoch) {
        marks[link] = epoch;
        batch[fresh++] = link;
      }
    }
    VarHandle.acquireFence();
    return fresh;
  }
}
