package dev.muninn.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The compression function of BLAKE3, one block at a time. Words are int, little-endian; a chaining
 * value is eight of them. Source: BLAKE3 specification (O'Connor, Aumasson, Neves, Wilcox-O'Hearn),
 * sections 2.1 to 2.5.
 */
final class Compression {

  static final int BLOCK_BYTES = 64;
  static final int CHUNK_BYTES = 1024;
  static final int CHUNK_BLOCKS = CHUNK_BYTES / BLOCK_BYTES;
  static final int CV_WORDS = 8;
  static final int ROUNDS = 7;

  static final int CHUNK_START = 1;
  static final int CHUNK_END = 2;
  static final int PARENT = 4;
  static final int ROOT = 8;
  static final int KEYED_HASH = 16;

  static final int IV_0 = 0x6A09E667;
  static final int IV_1 = 0xBB67AE85;
  static final int IV_2 = 0x3C6EF372;
  static final int IV_3 = 0xA54FF53A;

  private static final int[] IV = {
    IV_0, IV_1, IV_2, IV_3, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19
  };
  private static final int[] PERMUTATION = {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8};

  /** {@code SCHEDULE[16 * round + i]} names the message word that takes place i in that round. */
  static final int[] SCHEDULE = schedule();

  static final VarHandle LITTLE_ENDIAN_INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Compression() {}

  /** The key words of unkeyed hashing; a copy. */
  static int[] iv() {
    return IV.clone();
  }

  /** Sixteen message words out of {@code bytes[at..at+64)}. */
  static void loadBlock(byte[] bytes, int at, int[] block) {
    for (int i = 0; i < 16; i++) {
      block[i] = (int) LITTLE_ENDIAN_INT.get(bytes, at + Integer.BYTES * i);
    }
  }

  /** Compresses the block {@code m} into {@code cv[cvAt..cvAt+8)}, which is replaced. */
  static void compress(int[] cv, int cvAt, int[] m, long counter, int length, int flags) {
    int v0 = cv[cvAt];
    int v1 = cv[cvAt + 1];
    int v2 = cv[cvAt + 2];
    int v3 = cv[cvAt + 3];
    int v4 = cv[cvAt + 4];
    int v5 = cv[cvAt + 5];
    int v6 = cv[cvAt + 6];
    int v7 = cv[cvAt + 7];
    int v8 = IV_0;
    int v9 = IV_1;
    int v10 = IV_2;
    int v11 = IV_3;
    int v12 = (int) counter;
    int v13 = (int) (counter >>> 32);
    int v14 = length;
    int v15 = flags;
    for (int r = 0; r < 16 * ROUNDS; r += 16) {
      // columns
      v0 += v4 + m[SCHEDULE[r]];
      v12 = Integer.rotateRight(v12 ^ v0, 16);
      v8 += v12;
      v4 = Integer.rotateRight(v4 ^ v8, 12);
      v0 += v4 + m[SCHEDULE[r + 1]];
      v12 = Integer.rotateRight(v12 ^ v0, 8);
      v8 += v12;
      v4 = Integer.rotateRight(v4 ^ v8, 7);

      v1 += v5 + m[SCHEDULE[r + 2]];
      v13 = Integer.rotateRight(v13 ^ v1, 16);
      v9 += v13;
      v5 = Integer.rotateRight(v5 ^ v9, 12);
      v1 += v5 + m[SCHEDULE[r + 3]];
      v13 = Integer.rotateRight(v13 ^ v1, 8);
      v9 += v13;
      v5 = Integer.rotateRight(v5 ^ v9, 7);

      v2 += v6 + m[SCHEDULE[r + 4]];
      v14 = Integer.rotateRight(v14 ^ v2, 16);
      v10 += v14;
      v6 = Integer.rotateRight(v6 ^ v10, 12);
      v2 += v6 + m[SCHEDULE[r + 5]];
      v14 = Integer.rotateRight(v14 ^ v2, 8);
      v10 += v14;
      v6 = Integer.rotateRight(v6 ^ v10, 7);

      v3 += v7 + m[SCHEDULE[r + 6]];
      v15 = Integer.rotateRight(v15 ^ v3, 16);
      v11 += v15;
      v7 = Integer.rotateRight(v7 ^ v11, 12);
      v3 += v7 + m[SCHEDULE[r + 7]];
      v15 = Integer.rotateRight(v15 ^ v3, 8);
      v11 += v15;
      v7 = Integer.rotateRight(v7 ^ v11, 7);

      // diagonals
      v0 += v5 + m[SCHEDULE[r + 8]];
      v15 = Integer.rotateRight(v15 ^ v0, 16);
      v10 += v15;
      v5 = Integer.rotateRight(v5 ^ v10, 12);
      v0 += v5 + m[SCHEDULE[r + 9]];
      v15 = Integer.rotateRight(v15 ^ v0, 8);
      v10 += v15;
      v5 = Integer.rotateRight(v5 ^ v10, 7);

      v1 += v6 + m[SCHEDULE[r + 10]];
      v12 = Integer.rotateRight(v12 ^ v1, 16);
      v11 += v12;
      v6 = Integer.rotateRight(v6 ^ v11, 12);
      v1 += v6 + m[SCHEDULE[r + 11]];
      v12 = Integer.rotateRight(v12 ^ v1, 8);
      v11 += v12;
      v6 = Integer.rotateRight(v6 ^ v11, 7);

      v2 += v7 + m[SCHEDULE[r + 12]];
      v13 = Integer.rotateRight(v13 ^ v2, 16);
      v8 += v13;
      v7 = Integer.rotateRight(v7 ^ v8, 12);
      v2 += v7 + m[SCHEDULE[r + 13]];
      v13 = Integer.rotateRight(v13 ^ v2, 8);
      v8 += v13;
      v7 = Integer.rotateRight(v7 ^ v8, 7);

      v3 += v4 + m[SCHEDULE[r + 14]];
      v14 = Integer.rotateRight(v14 ^ v3, 16);
      v9 += v14;
      v4 = Integer.rotateRight(v4 ^ v9, 12);
      v3 += v4 + m[SCHEDULE[r + 15]];
      v14 = Integer.rotateRight(v14 ^ v3, 8);
      v9 += v14;
      v4 = Integer.rotateRight(v4 ^ v9, 7);
    }
    cv[cvAt] = v0 ^ v8;
    cv[cvAt + 1] = v1 ^ v9;
    cv[cvAt + 2] = v2 ^ v10;
    cv[cvAt + 3] = v3 ^ v11;
    cv[cvAt + 4] = v4 ^ v12;
    cv[cvAt + 5] = v5 ^ v13;
    cv[cvAt + 6] = v6 ^ v14;
    cv[cvAt + 7] = v7 ^ v15;
  }

  private static int[] schedule() {
    int[] out = new int[16 * ROUNDS];
    for (int i = 0; i < 16; i++) {
      out[i] = i;
    }
    for (int i = 16; i < out.length; i++) {
      out[i] = out[16 * (i / 16 - 1) + PERMUTATION[i % 16]];
    }
    return out;
  }
}
