package dev.muninn.node.bench.vectors;

import java.util.Arrays;

/**
 * All queries once, one after the other on one thread: how long it took by the wall and of the
 * processor, how long each took (nanoseconds), and the numbers of the rows found, best first.
 */
final class Run {
  private final long wallNanos;
  private final long cpuNanos;
  private final long[] eachNanos;
  private final int[][] found;

  Run(long wallNanos, long cpuNanos, long[] eachNanos, int[][] found) {
    this.wallNanos = wallNanos;
    this.cpuNanos = cpuNanos;
    this.eachNanos = eachNanos;
    this.found = found;
  }

  /** Queries a second of wall time. */
  double perSecond() {
    return eachNanos.length * 1e9 / wallNanos;
  }

  /** Queries a second of processor time: steadier on a machine that others use too. */
  double perCpuSecond() {
    return eachNanos.length * 1e9 / cpuNanos;
  }

  /** The time that {@code share} (0..1) of the queries do not exceed, in milliseconds. */
  double percentileMs(double share) {
    long[] sorted = eachNanos.clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)] / 1e6;
  }

  /** Which share of the true neighbours was found, 0..1; queries that have none do not count. */
  double recall(int[][] truth) {
    long right = 0;
    long all = 0;
    for (int query = 0; query < truth.length; query++) {
      all += truth[query].length;
      for (int row : truth[query]) {
        right += Arrays.stream(found[query]).anyMatch(hit -> hit == row) ? 1 : 0;
      }
    }
    return all == 0 ? 1 : (double) right / all;
  }
}
