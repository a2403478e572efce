package dev.muninn.query.index.graph;

import java.nio.ByteBuffer;
import org.roaringbitmap.RoaringBitmap;

/**
 * The HNSW graph over the first {@link #covered()} slots: a pure function of their vectors, their
 * order and the scale. One writer at a time links ({@link #linkNext}); any thread searches, without
 * a lock, and sees what was linked before it began.
 */
public final class Graph {

  /** M and efConstruction of Malkov and Yashunin (2018). */
  public record Parameters(int m, int efConstruction) {
    public Parameters {
      if (m < 2 || m > 100 || efConstruction < m) {
        throw new IllegalArgumentException(
            "m " + m + " (2..100), efConstruction " + efConstruction);
      }
    }
  }

  private final Slots slots;
  private final Parameters parameters;
  private final Links links;
  private final Walk walk;
  private final Insertion insertion;

  /** The level and the slot where every walk begins. */
  private volatile long entry;

  private volatile int covered;

  /** Before the first slot. */
  public Graph(Slots slots, Parameters parameters) {
    this.slots = slots;
    this.parameters = parameters;
    this.links = new Links(parameters.m());
    this.walk = new Walk(slots, links);
    this.insertion = new Insertion(links, walk, parameters.m(), parameters.efConstruction());
  }

  public Slots slots() {
    return slots;
  }

  public Parameters parameters() {
    return parameters;
  }

  /** How many slots are linked, from 0 on. */
  public int covered() {
    return covered;
  }

  /** Links the next slot, which must have its int7 row. */
  public void linkNext() {
    int slot = covered;
    int level = Levels.of(slot, parameters.m());
    links.add(slot, level);
    int top = Packed.key(entry);
    if (slot > 0) {
      Scratch s = Scratch.ofThread();
      s.over(slots, slot);
      insertion.link(s, slot, level, Packed.slot(entry), top);
    }
    if (slot == 0 || level > top) {
      entry = Packed.of(level, slot);
    }
    covered = slot + 1;
  }

  /** Writes the level and the links of a covered slot. */
  public void save(int slot, ByteBuffer out) {
    int level = links.level(slot);
    out.put((byte) level);
    for (int layer = 0; layer <= level; layer++) {
      int[] row = links.row(layer, slot);
      int at = links.at(layer, slot);
      for (int i = 0; i <= row[at]; i++) {
        out.putInt(row[at + i]);
      }
    }
  }

  /** The most bytes that {@link #save} writes. */
  public int mostBytes() {
    return 1 + Integer.BYTES * (links.width(0) + Levels.HIGHEST * links.width(1));
  }

  /**
   * Puts the next slot's links back as {@link #save} wrote them.
   *
   * @param of how many slots will be covered in the end
   * @throws IllegalArgumentException when they cannot be the links of a slot
   */
  public void restore(ByteBuffer in, int of) {
    int slot = covered;
    int level = in.get();
    if (level != Levels.of(slot, parameters.m())) {
      throw new IllegalArgumentException("slot " + slot + " at level " + level);
    }
    links.add(slot, level);
    for (int layer = 0; layer <= level; layer++) {
      int count = in.getInt();
      if (count < 0 || count > links.room(layer)) {
        throw new IllegalArgumentException("slot " + slot + " with " + count + " links");
      }
      int[] row = new int[count];
      for (int i = 0; i < count; i++) {
        row[i] = in.getInt();
        if (row[i] < 0 || row[i] >= of) {
          throw new IllegalArgumentException("slot " + slot + " linked to " + row[i]);
        }
      }
      links.put(layer, slot, row, count);
    }
    if (slot == 0 || level > Packed.key(entry)) {
      entry = Packed.of(level, slot);
    }
    covered = slot + 1;
  }

  /** The best {@code k} of the living covered slots, by a walk of width {@code ef}. */
  public Found search(float[] query, int k, int ef, int rerank) {
    Scratch s = Scratch.ofThread();
    walk.living(s, begin(s, query), Math.max(k, ef));
    return best(s, k, rerank);
  }

  /**
   * The same for the items in {@code filter}, of which there are more than {@code ef}.
   *
   * @param share how many of all living slots the filter lets through, 0..1
   * @return false when the walk gave up after {@code budget} distances or since the filter goes
   *     against the query; else {@link #best} has the answer
   */
  public boolean walkFiltered(
      float[] query, int ef, RoaringBitmap filter, double share, int budget) {
    Scratch s = Scratch.ofThread();
    return walk.filtered(s, begin(s, query), ef, filter, share, budget);
  }

  /** What {@link #walkFiltered} found. */
  public Found best(int k, int rerank) {
    return best(Scratch.ofThread(), k, rerank);
  }

  private long begin(Scratch s, float[] query) {
    long start = entry;
    int slot = Packed.slot(start);
    // what is linked by now is visible, and what comes later is not looked at
    s.over(slots, Math.max(covered, slot + 1));
    s.ask(slots, query);
    return walk.descend(s, Packed.of(s.key(slot), slot), Packed.key(start), 0);
  }

  private Found best(Scratch s, int k, int rerank) {
    Reranking.best(slots, s, Math.max(rerank, k));
    s.found.cut(k);
    return s.found;
  }

  /** Memory held by the links, in bytes, estimated. */
  public long bytes() {
    return links.bytes();
  }

  /** Distances that searches and building on this thread have computed so far. */
  public static long distancesOfThisThread() {
    return Scratch.ofThread().distances;
  }
}
