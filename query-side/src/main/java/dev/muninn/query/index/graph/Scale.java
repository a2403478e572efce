package dev.muninn.query.index.graph;

import java.util.Arrays;

/**
 * How float32 elements become int7: times a factor, rounded, cut at ±63. The factor puts the 99.9 %
 * quantile of the magnitudes in a sample at 63. A pure function of the sample.
 */
public record Scale(float factor) {
  /** The largest magnitude of an int7 element. */
  public static final int LIMIT = 63;

  private static final double QUANTILE = 0.999;

  public Scale {
    if (!(factor > 0) || Float.isInfinite(factor)) {
      throw new IllegalArgumentException("a scale of " + factor);
    }
  }

  /** Of the magnitudes in {@code sample}, which is sorted by this. */
  static Scale of(float[] sample) {
    for (int i = 0; i < sample.length; i++) {
      sample[i] = Math.abs(sample[i]);
    }
    Arrays.sort(sample);
    float quantile = sample[(int) (QUANTILE * (sample.length - 1))];
    return new Scale(quantile > 0 ? LIMIT / quantile : LIMIT);
  }

  /**
   * Writes {@code length} elements in int7.
   *
   * @return how much was cut off, summed over the elements
   */
  float quantise(float[] from, int fromAt, int length, byte[] to, int toAt) {
    float cut = 0;
    for (int i = 0; i < length; i++) {
      float whole = from[fromAt + i] * factor;
      float scaled = Math.max(-LIMIT, Math.min(LIMIT, whole));
      cut += Math.abs(whole - scaled);
      // the sum is positive, so that the cast rounds half up for both signs
      to[toAt + i] = (byte) ((int) (scaled + (LIMIT + 0.5f)) - LIMIT);
    }
    return cut / factor;
  }
}
