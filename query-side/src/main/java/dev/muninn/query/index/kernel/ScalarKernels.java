package dev.muninn.query.index.kernel;

/** The kernels in plain Java: where the vector module is missing, and the twin in the tests. */
final class ScalarKernels {
  private ScalarKernels() {}

  /** Four sums in a fixed order, since one would wait for itself. */
  static float dot(float[] a, int aAt, float[] b, int bAt, int length) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    for (int i = 0; i < length; i += 4) {
      s0 += a[aAt + i] * b[bAt + i];
      s1 += a[aAt + i + 1] * b[bAt + i + 1];
      s2 += a[aAt + i + 2] * b[bAt + i + 2];
      s3 += a[aAt + i + 3] * b[bAt + i + 3];
    }
    return (s0 + s1) + (s2 + s3);
  }

  static int dot(byte[] a, int aAt, byte[] b, int bAt, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += a[aAt + i] * b[bAt + i];
    }
    return sum;
  }
}
