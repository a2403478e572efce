package dev.muninn.hash;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * BLAKE3 with 32 bytes of output: what names every original. Large input is compressed 128 chunks
 * at a time (see {@link Lanes}), which needs no native code and no incubating module. Source:
 * BLAKE3 specification, and its official test vectors.
 */
public final class Blake3 {

  public static final int HASH_BYTES = 32;
  public static final int KEY_BYTES = 32;

  private Blake3() {}

  /** The hash of all of {@code bytes}: 32 bytes. */
  public static byte[] hash(byte[] bytes) {
    return hasher().update(bytes, 0, bytes.length).digest();
  }

  /** A fresh hasher without a key. */
  public static Hasher hasher() {
    return new Hasher(Compression.iv(), 0);
  }

  /**
   * A fresh hasher under a secret key: without the key its output tells nothing of the input.
   *
   * @param key exactly 32 bytes
   */
  public static Hasher keyed(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key has 32 bytes, not " + key.length);
    }
    int[] words = new int[Compression.CV_WORDS];
    for (int w = 0; w < words.length; w++) {
      words[w] = (int) Compression.LITTLE_ENDIAN_INT.get(key, Integer.BYTES * w);
    }
    return new Hasher(words, Compression.KEYED_HASH);
  }

  /**
   * Takes bytes in any pieces and gives their hash. Holds at most 128 KiB of them, plus 30 KiB of
   * scratch. Fastest in pieces of 1 MiB or more. Not thread-safe.
   */
  public static final class Hasher {

    private final ChunkTree tree;
    // grows when more comes: most inputs of the keyed hash are 32 bytes long
    private byte[] buffer = new byte[Compression.CHUNK_BYTES];
    private byte[] transfer;
    private int buffered;

    private Hasher(int[] key, int flags) {
      this.tree = new ChunkTree(key, flags);
    }

    /** Takes {@code bytes[off..off+len)}. */
    public Hasher update(byte[] bytes, int off, int len) {
      Objects.checkFromIndexSize(off, len, bytes.length);
      int at = off;
      int left = len;
      while (left > 0) {
        if (buffered == 0 && left > Lanes.BATCH_BYTES) {
          tree.add(bytes, at, Lanes.LANES);
          at += Lanes.BATCH_BYTES;
          left -= Lanes.BATCH_BYTES;
        } else {
          int taken = keep(bytes, at, left);
          at += taken;
          left -= taken;
        }
      }
      return this;
    }

    /** Takes the remaining bytes of {@code bytes}. */
    public Hasher update(ByteBuffer bytes) {
      if (bytes.hasArray()) {
        update(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        bytes.position(bytes.limit());
        return this;
      }
      if (transfer == null) {
        transfer = new byte[Lanes.BATCH_BYTES];
      }
      while (bytes.hasRemaining()) {
        int piece = Math.min(transfer.length, bytes.remaining());
        bytes.get(transfer, 0, piece);
        update(transfer, 0, piece);
      }
      return this;
    }

    /** The hash of all bytes taken so far: 32 bytes. More may be taken afterwards. */
    public byte[] digest() {
      return tree.root(buffer, buffered);
    }

    /**
     * Copies into the buffer. A full buffer is compressed only when more comes: the last chunk of
     * all is compressed in another way, and only {@link #digest} knows it.
     */
    private int keep(byte[] bytes, int at, int left) {
      if (buffered == buffer.length) {
        if (buffer.length < Lanes.BATCH_BYTES) {
          buffer = Arrays.copyOf(buffer, Lanes.BATCH_BYTES);
        } else {
          tree.add(buffer, 0, Lanes.LANES);
          buffered = 0;
          return 0;
        }
      }
      int taken = Math.min(left, buffer.length - buffered);
      System.arraycopy(bytes, at, buffer, buffered, taken);
      buffered += taken;
      return taken;
    }
  }
}
