package dev.muninn.hash;

import java.util.Arrays;

/**
 * The binary tree over the chunks of one input: keeps one chaining value for each complete subtree
 * on the left edge, at most one a level. Source: BLAKE3 specification, sections 2.1 and 5.1.2.
 */
final class ChunkTree {

  /** 2^54 chunks are 2^64 bytes: more levels than this cannot be. */
  private static final int MAX_DEPTH = 54;

  /** With fewer lanes than this, one block after the other is as fast. */
  private static final int MIN_LANES = 8;

  private final int[] key;
  private final int flags;
  private final int[] block = new int[16];
  // kept, not made for each short block: C2 of JDK 17.0.15 reads wrong ints out of a byte array
  // that
  // was allocated and filled by arraycopy in the same method (Blake3Test found it)
  private final byte[] padded = new byte[Compression.BLOCK_BYTES];
  private int[] stack = new int[8 * Compression.CV_WORDS];
  private int depth;
  private long chunks;
  // made with the first wide subtree: most inputs of the keyed hash are 32 bytes long
  private Lanes lanes;
  private int[] batch;

  ChunkTree(int[] key, int flags) {
    this.key = key;
    this.flags = flags;
  }

  /**
   * Adds {@code count} whole chunks that begin at {@code bytes[at]}: a power of two, at most {@link
   * Lanes#LANES}, and a divisor of the number of chunks added before. More input must follow: the
   * root is not among the parents made here.
   */
  void add(byte[] bytes, int at, int count) {
    if (count < MIN_LANES) {
      for (int i = 0; i < count; i++) {
        push(chunk(bytes, at + i * Compression.CHUNK_BYTES, Compression.CHUNK_BYTES, 0), 1);
      }
      return;
    }
    if (lanes == null) {
      lanes = new Lanes();
      batch = new int[Lanes.LANES * Compression.CV_WORDS];
    }
    lanes.chunks(key, flags, bytes, at, count, chunks, batch);
    int width = count;
    for (; width >= 2 * MIN_LANES; width /= 2) {
      lanes.parents(key, flags, batch, width / 2);
    }
    for (; width > 1; width /= 2) {
      for (int i = 0; i < width / 2; i++) {
        parent(batch, 16 * i, batch, Compression.CV_WORDS * i, 0);
      }
    }
    push(batch, count);
  }

  /**
   * The hash of everything: what was added, and {@code tail[0..length)}, the last bytes, at least
   * one unless the whole input is empty. Changes nothing that is seen from outside.
   */
  byte[] root(byte[] tail, int length) {
    ChunkTree whole = copy();
    int at = 0;
    for (int left = (length - 1) / Compression.CHUNK_BYTES; left > 0; ) {
      int count = Math.min(Lanes.LANES, Integer.highestOneBit(left));
      whole.add(tail, at, count);
      at += count * Compression.CHUNK_BYTES;
      left -= count;
    }
    return whole.close(tail, at, length - at);
  }

  private byte[] close(byte[] tail, int at, int length) {
    int[] cv = chunk(tail, at, length, depth == 0 ? Compression.ROOT : 0);
    int[] pair = new int[16];
    while (depth > 0) {
      depth--;
      System.arraycopy(stack, depth * Compression.CV_WORDS, pair, 0, Compression.CV_WORDS);
      System.arraycopy(cv, 0, pair, Compression.CV_WORDS, Compression.CV_WORDS);
      parent(pair, 0, cv, 0, depth == 0 ? Compression.ROOT : 0);
    }
    byte[] out = new byte[Blake3.HASH_BYTES];
    for (int w = 0; w < cv.length; w++) {
      Compression.LITTLE_ENDIAN_INT.set(out, Integer.BYTES * w, cv[w]);
    }
    return out;
  }

  private ChunkTree copy() {
    ChunkTree copy = new ChunkTree(key, flags);
    copy.stack = stack.clone();
    copy.depth = depth;
    copy.chunks = chunks;
    copy.lanes = lanes;
    copy.batch = batch;
    return copy;
  }

  /** Adds the chaining value of a subtree of {@code count} chunks and merges what is complete. */
  private void push(int[] cv, int count) {
    if ((depth + 1) * Compression.CV_WORDS > stack.length) {
      stack = Arrays.copyOf(stack, (MAX_DEPTH + 1) * Compression.CV_WORDS);
    }
    System.arraycopy(cv, 0, stack, depth * Compression.CV_WORDS, Compression.CV_WORDS);
    depth++;
    chunks += count;
    for (long n = chunks / count; n % 2 == 0; n /= 2) {
      depth--;
      int left = (depth - 1) * Compression.CV_WORDS;
      parent(stack, left, stack, left, 0);
    }
  }

  /** The parent of {@code pair[at..at+16)}, two chaining values side by side. */
  private void parent(int[] pair, int at, int[] out, int outAt, int rootFlag) {
    System.arraycopy(pair, at, block, 0, block.length);
    System.arraycopy(key, 0, out, outAt, Compression.CV_WORDS);
    int parentFlags = flags | Compression.PARENT | rootFlag;
    Compression.compress(out, outAt, block, 0, Compression.BLOCK_BYTES, parentFlags);
  }

  /** The chaining value of the next chunk, 0 to 1024 bytes. */
  private int[] chunk(byte[] bytes, int at, int length, int rootFlag) {
    int[] cv = key.clone();
    int blocks = Math.max(1, (length + Compression.BLOCK_BYTES - 1) / Compression.BLOCK_BYTES);
    for (int i = 0; i < blocks; i++) {
      int from = i * Compression.BLOCK_BYTES;
      int size = Math.min(Compression.BLOCK_BYTES, length - from);
      int blockFlags = flags | (i == 0 ? Compression.CHUNK_START : 0);
      if (i == blocks - 1) {
        blockFlags |= Compression.CHUNK_END | rootFlag;
      }
      load(bytes, at + from, size);
      Compression.compress(cv, 0, block, chunks, size, blockFlags);
    }
    return cv;
  }

  private void load(byte[] bytes, int at, int size) {
    if (size == Compression.BLOCK_BYTES) {
      Compression.loadBlock(bytes, at, block);
    } else {
      System.arraycopy(bytes, at, padded, 0, size);
      Arrays.fill(padded, size, Compression.BLOCK_BYTES, (byte) 0);
      Compression.loadBlock(padded, 0, block);
    }
  }
}
