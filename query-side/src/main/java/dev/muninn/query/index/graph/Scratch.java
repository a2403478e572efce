package dev.muninn.query.index.graph;

import dev.muninn.query.index.kernel.Kernels;
import java.util.Arrays;

/**
 * What one thread works with while it searches or builds: the query in both forms, the heaps, the
 * marks of what was visited. It grows to the largest index and is never given back; nothing is
 * allocated once it has grown.
 */
final class Scratch {
  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  final MinHeap frontier = new MinHeap();
  final Nearest nearest = new Nearest();
  final Found found = new Found();
  final int[] batch = new int[256];
  final int[] keys = new int[256];
  final long[] links = new long[256];
  final int[] chosen = new int[256];

  /** Slots that a filter lets through, and the keys of what is scanned. */
  int[] list = new int[1024];

  int listed;
  int[] scores = new int[1024];

  float[] query = {};
  byte[] int7 = {};

  /** How much of the query was cut off in int7. */
  float overshoot;

  /** Only slots below are looked at: what was published when the search began. */
  int limit;

  /** Whether there are int7 rows of all these slots. */
  boolean scaled;

  int[] marks = new int[1024];
  int epoch;

  /** Distances that this thread has computed. */
  long distances;

  private byte[][] rows = {};
  private int stride;
  private int farthest;

  static Scratch ofThread() {
    return OF_THREAD.get();
  }

  /** Looks at the slots below {@code limit}. */
  void over(Slots slots, int slotsBelow) {
    limit = slotsBelow;
    // once, and before the rows: the writer may take the scale at any moment
    scaled = slots.isScaled();
    rows = slots.rows().int7();
    stride = slots.rows().byteStride();
    farthest = stride * Scale.LIMIT * Scale.LIMIT;
    if (marks.length < limit) {
      marks = new int[Math.max(limit, 2 * marks.length)];
      epoch = 0;
    }
  }

  /** Takes a query from outside. */
  void ask(Slots slots, float[] vector) {
    Rows held = slots.rows();
    if (query.length != held.floatStride()) {
      query = new float[held.floatStride()];
    }
    System.arraycopy(vector, 0, query, 0, vector.length);
    if (scaled) {
      roomForInt7();
      overshoot = held.scale().quantise(vector, 0, vector.length, int7, 0);
    }
  }

  /** Takes the int7 row of a slot as the query. */
  void askLike(int slot) {
    roomForInt7();
    System.arraycopy(rows[slot >> Chunks.BITS], at(slot), int7, 0, stride);
  }

  private void roomForInt7() {
    if (int7.length != stride) {
      int7 = new byte[stride];
    }
  }

  /** Forgets what was visited. */
  void forget() {
    if (++epoch == 0) {
      Arrays.fill(marks, 0);
      epoch = 1;
    }
  }

  /** How far a slot is from the query: 0 and more, the nearer the less. */
  int key(int slot) {
    distances++;
    return farthest - Kernels.dot(int7, 0, rows[slot >> Chunks.BITS], at(slot), stride);
  }

  /** How far two slots are from each other. */
  int key(int a, int b) {
    distances++;
    return farthest
        - Kernels.dot(rows[a >> Chunks.BITS], at(a), rows[b >> Chunks.BITS], at(b), stride);
  }

  /** The key of an int7 product. */
  int keyOf(int product) {
    return farthest - product;
  }

  /** Computes {@link #keys} of the first {@code count} slots of {@code ids}, against the query. */
  void score(int[] ids, int count, int[] to) {
    score(int7, 0, ids, count, to);
  }

  /** The same against the int7 row of a slot. */
  void scoreFrom(int slot, int[] ids, int count, int[] to) {
    score(rows[slot >> Chunks.BITS], at(slot), ids, count, to);
  }

  private void score(byte[] q, int qAt, int[] ids, int count, int[] to) {
    distances += count;
    byte[][] chunks = rows;
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      int a = ids[i];
      int b = ids[i + 1];
      int c = ids[i + 2];
      int d = ids[i + 3];
      Kernels.dot4(
          q,
          qAt,
          chunks[a >> Chunks.BITS],
          at(a),
          chunks[b >> Chunks.BITS],
          at(b),
          chunks[c >> Chunks.BITS],
          at(c),
          chunks[d >> Chunks.BITS],
          at(d),
          stride,
          to,
          i);
      to[i] = farthest - to[i];
      to[i + 1] = farthest - to[i + 1];
      to[i + 2] = farthest - to[i + 2];
      to[i + 3] = farthest - to[i + 3];
    }
    for (; i < count; i++) {
      int id = ids[i];
      to[i] = farthest - Kernels.dot(q, qAt, chunks[id >> Chunks.BITS], at(id), stride);
    }
  }

  /**
   * Where one slot in so many is listed, rows lie apart, and four at a time wait for memory once.
   */
  private static final long SPARSE = 3;

  /** Computes the keys of the slots in {@link #list} into {@link #scores}. */
  void scanList() {
    if (scores.length < listed) {
      scores = new int[Math.max(listed, 2 * scores.length)];
    }
    if (SPARSE * listed < limit) {
      score(list, listed, scores);
      return;
    }
    byte[][] chunks = rows;
    distances += listed;
    // one after the other: four streams at a time are slower where rows follow each other
    for (int i = 0; i < listed; i++) {
      int slot = list[i];
      scores[i] = farthest - Kernels.dot(int7, 0, chunks[slot >> Chunks.BITS], at(slot), stride);
    }
  }

  /** Writes a slot into {@link #list}. */
  void enlist(int slot) {
    if (listed == list.length) {
      list = Arrays.copyOf(list, 2 * listed);
    }
    list[listed++] = slot;
  }

  private int at(int slot) {
    return (slot & Chunks.MASK) * stride;
  }
}
