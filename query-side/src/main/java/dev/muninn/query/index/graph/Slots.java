package dev.muninn.query.index.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Vectors one after the other, each with the number of its item and its segment; what is taken out
 * is marked dead and stays until {@link #compacted}. float32 rows, and from {@link #SCALED_FROM}
 * slots on also int7. One writer; any thread reads the slots below a {@link #size()} it has read.
 */
public final class Slots {
  /** The count at which the int7 scale is taken, of all slots up to there. */
  public static final int SCALED_FROM = Rows.SAMPLE;

  /** No slot. */
  public static final int NONE = -1;

  private static final VarHandle HEADS = MethodHandles.arrayElementVarHandle(int[].class);

  private final Rows rows;
  private volatile int[][] items = {};
  private volatile int[][] segments = {};
  private volatile int[][] earlier = {};
  private volatile int[][] deadBits = {};
  private volatile int[] heads = new int[64];
  private volatile int dead;
  private volatile int size;

  /** Empty. */
  public Slots(int dimension) {
    this.rows = new Rows(dimension);
  }

  public int dimension() {
    return rows.dimension();
  }

  Rows rows() {
    return rows;
  }

  /** All slots, dead ones too. */
  public int size() {
    return size;
  }

  public int dead() {
    return dead;
  }

  public int live() {
    return size - dead;
  }

  /** Whether there are int7 rows: from {@link #SCALED_FROM} slots on. */
  public boolean isScaled() {
    return rows.isScaled();
  }

  /** Puts a vector into the next slot and gives its number; readers see it from then on. */
  public int append(int item, int segment, float[] vector) {
    int slot = size;
    rows.put(slot, vector, 0);
    if (slot + 1 == SCALED_FROM) {
      rows.takeScale(SCALED_FROM);
    }
    publish(slot, item, segment);
    return slot;
  }

  /** Puts a row back that {@link #save} wrote; {@link #restoreScale} follows the last one. */
  public void restore(int item, int segment, boolean isDead, float[] row) {
    int slot = size;
    rows.put(slot, row, 0);
    publish(slot, item, segment);
    if (isDead) {
      kill(slot);
    }
  }

  /** The scale as {@link #factor} gave it; 0 takes it now where there are enough slots. */
  public void restoreScale(float factor) {
    if (factor > 0) {
      rows.scaleBy(new Scale(factor), size);
    } else if (size >= SCALED_FROM) {
      rows.takeScale(size);
    }
  }

  /** What float32 elements are multiplied by to become int7; 0 before a scale is taken. */
  public float factor() {
    return rows.factor();
  }

  /** Writes the float32 row of a slot. */
  public void save(int slot, FloatBuffer out) {
    rows.save(slot, out);
  }

  private void publish(int slot, int item, int segment) {
    if (slot >> Chunks.BITS == items.length) {
      items = Chunks.with(items, new int[Chunks.SIZE]);
      segments = Chunks.with(segments, new int[Chunks.SIZE]);
      earlier = Chunks.with(earlier, new int[Chunks.SIZE]);
      deadBits = Chunks.with(deadBits, new int[Chunks.SIZE / Integer.SIZE]);
    }
    if (item >= heads.length) {
      heads = Arrays.copyOf(heads, Math.max(item + 1, 2 * heads.length));
    }
    items[slot >> Chunks.BITS][slot & Chunks.MASK] = item;
    segments[slot >> Chunks.BITS][slot & Chunks.MASK] = segment;
    earlier[slot >> Chunks.BITS][slot & Chunks.MASK] = heads[item] - 1;
    size = slot + 1;
    HEADS.setRelease(heads, item, slot + 1);
  }

  /** Marks a slot dead. */
  public void kill(int slot) {
    if (!isDead(slot)) {
      deadBits[slot >> Chunks.BITS][(slot & Chunks.MASK) >> 5] |= 1 << slot;
      int more = dead + 1;
      dead = more;
    }
  }

  public boolean isDead(int slot) {
    return (deadBits[slot >> Chunks.BITS][(slot & Chunks.MASK) >> 5] >>> slot & 1) != 0;
  }

  public int item(int slot) {
    return items[slot >> Chunks.BITS][slot & Chunks.MASK];
  }

  public int segment(int slot) {
    return segments[slot >> Chunks.BITS][slot & Chunks.MASK];
  }

  /** The last slot given to an item, dead or not; {@link #NONE} when it never had one. */
  public int lastOf(int item) {
    int[] known = heads;
    return item < known.length ? (int) HEADS.getAcquire(known, item) - 1 : NONE;
  }

  /** The slot given to the same item before this one, or {@link #NONE}. */
  public int before(int slot) {
    return earlier[slot >> Chunks.BITS][slot & Chunks.MASK];
  }

  /** The living slot of an item's segment, or {@link #NONE}. */
  public int find(int item, int segment) {
    int slot = lastOf(item);
    while (slot != NONE && (segment(slot) != segment || isDead(slot))) {
      slot = before(slot);
    }
    return slot;
  }

  /** A copy of the vector. */
  public float[] vector(int slot) {
    return rows.vector(slot);
  }

  /** The living slots in their order, renumbered from 0, with a scale of their own. */
  public Slots compacted() {
    Slots copy = new Slots(dimension());
    int last = size;
    for (int slot = 0; slot < last; slot++) {
      if (!isDead(slot)) {
        copy.rows.put(copy.size, rows, slot);
        copy.publish(copy.size, item(slot), segment(slot));
      }
    }
    if (copy.size >= SCALED_FROM) {
      copy.rows.takeScale(copy.size);
    }
    return copy;
  }

  /** Memory held, in bytes, estimated. */
  public long bytes() {
    return rows.bytes() + 4L * heads.length + 12L * Chunks.SIZE * items.length;
  }
}
