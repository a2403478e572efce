package dev.muninn.gpu.runtime;

import dev.muninn.gpu.pack.TextSpec;

/** One vector from the output of a text tower. */
final class Pooled {
  private Pooled() {}

  /**
   * @param output {@code float[dimension]}, or {@code float[tokens][dimension]} for the mean
   */
  static float[] of(TextSpec.Pooling pooling, float[] output, Tokens tokens) {
    return switch (pooling) {
      case NONE -> output;
      case MEAN -> mean(output, tokens.mask());
    };
  }

  private static float[] mean(float[] states, long[] mask) {
    int dimension = states.length / mask.length;
    float[] sum = new float[dimension];
    long count = 0;
    for (int token = 0; token < mask.length; token++) {
      if (mask[token] != 0) {
        count++;
        for (int i = 0; i < dimension; i++) {
          sum[i] += states[token * dimension + i];
        }
      }
    }
    for (int i = 0; i < dimension; i++) {
      sum[i] /= count;
    }
    return sum;
  }
}
