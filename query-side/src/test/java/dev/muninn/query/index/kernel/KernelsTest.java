package dev.muninn.query.index.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The vector module's kernels against the plain ones, also where a dimension is odd. */
class KernelsTest {
  private static final int ROUNDS = 2_000;
  private final Random random = new Random(5);

  @Test
  void theTestsRunWithTheVectorModule() {
    assertTrue(Kernels.SIMD);
  }

  @Test
  void floatsAgreeWithThePlainKernel() {
    for (int round = 0; round < ROUNDS; round++) {
      int dimension = 1 + random.nextInt(700);
      int length = Kernels.padded(dimension, Kernels.FLOATS);
      int aAt = random.nextInt(20);
      int bAt = random.nextInt(20);
      float[] a = floats(aAt, dimension, length);
      float[] b = floats(bAt, dimension, length);
      float plain = ScalarKernels.dot(a, aAt, b, bAt, length);
      assertEquals(plain, Kernels.dot(a, aAt, b, bAt, length), 2e-4f, "dimension " + dimension);
    }
  }

  @Test
  void int7AgreesExactly() {
    for (int round = 0; round < ROUNDS; round++) {
      int dimension = 1 + random.nextInt(1_200);
      int length = Kernels.padded(dimension, Kernels.BYTES);
      int at = random.nextInt(20);
      byte[] a = int7(at, dimension, length, false);
      byte[] b = int7(at, dimension, length, false);
      assertEquals(
          ScalarKernels.dot(a, at, b, at, length),
          Kernels.dot(a, at, b, at, length),
          "dimension " + dimension);
    }
  }

  @Test
  void fourRowsAgreeWithOneAfterTheOther() {
    for (int round = 0; round < ROUNDS; round++) {
      int dimension = 1 + random.nextInt(1_200);
      int length = Kernels.padded(dimension, Kernels.BYTES);
      byte[] q = int7(3, dimension, length, false);
      byte[][] rows = new byte[4][];
      for (int i = 0; i < 4; i++) {
        rows[i] = int7(5 * i, dimension, length, false);
      }
      int[] out = new int[6];
      Kernels.dot4(q, 3, rows[0], 0, rows[1], 5, rows[2], 10, rows[3], 15, length, out, 1);
      for (int i = 0; i < 4; i++) {
        assertEquals(ScalarKernels.dot(q, 3, rows[i], 5 * i, length), out[i + 1]);
      }
    }
  }

  @Test
  void nothingOverflowsAtTheLargestMagnitudes() {
    for (int dimension : new int[] {64, 512, 768, 1024, 4096}) {
      byte[] all = int7(0, dimension, dimension, true);
      assertEquals(dimension * 63 * 63, Kernels.dot(all, 0, all, 0, dimension));
      int[] out = new int[4];
      Kernels.dot4(all, 0, all, 0, all, 0, all, 0, all, 0, dimension, out, 0);
      assertEquals(dimension * 63 * 63, out[3]);
    }
  }

  private float[] floats(int at, int dimension, int length) {
    float[] row = new float[at + length];
    for (int i = 0; i < dimension; i++) {
      row[at + i] = random.nextFloat() * 2 - 1;
    }
    return row;
  }

  private byte[] int7(int at, int dimension, int length, boolean largest) {
    byte[] row = new byte[at + length];
    for (int i = 0; i < dimension; i++) {
      row[at + i] = (byte) (largest ? 63 : random.nextInt(127) - 63);
    }
    return row;
  }
}
