package dev.muninn.node.bench;

import java.util.Arrays;
import java.util.List;

/** What is said of several measurements of one thing. */
public final class Medians {

  private Medians() {}

  public static double median(List<Double> values) {
    return percentile(values, 0.5);
  }

  /** The value that {@code share} (0 to 1) of all do not exceed; the nearest rank. */
  public static double percentile(List<Double> values, double share) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, Math.min(sorted.length - 1, rank - 1))];
  }
}
