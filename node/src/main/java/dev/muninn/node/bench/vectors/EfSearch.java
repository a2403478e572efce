package dev.muninn.node.bench.vectors;

import java.io.IOException;
import java.util.OptionalInt;

/** The shortest candidate list with which a contender finds a share of the true neighbours. */
final class EfSearch {
  private static final int LONGEST = 4096;

  private EfSearch() {}

  /** Empty when even the longest list does not reach it. */
  static OptionalInt shortest(Contender contender, int k, double recall, int[][] truth)
      throws IOException {
    int low = k;
    int high = k;
    while (recallAt(contender, k, high, truth) < recall) {
      low = high + 1;
      high *= 2;
      if (!contender.tunable() || high > LONGEST) {
        return OptionalInt.empty();
      }
    }
    while (low < high) {
      int middle = (low + high) / 2;
      if (recallAt(contender, k, middle, truth) >= recall) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return OptionalInt.of(high);
  }

  private static double recallAt(Contender contender, int k, int ef, int[][] truth)
      throws IOException {
    return contender.run(k, ef).recall(truth);
  }
}
