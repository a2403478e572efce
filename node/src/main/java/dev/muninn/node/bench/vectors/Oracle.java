package dev.muninn.node.bench.vectors;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Who is nearest, exactly: the inner product in float32 of every query with every row that counts.
 * Queries lie side by side, so that one pass over the rows serves all of them and the inner loop
 * runs over queries. Rows can come in pieces.
 */
final class Oracle {
  private final int queries;
  private final int dimension;

  /** {@code [dimension][query]}. */
  private final float[][] sideBySide;

  private final float[] sums;
  private final Best[] best;

  Oracle(List<float[]> queries, int k) {
    this.queries = queries.size();
    this.dimension = queries.get(0).length;
    this.sums = new float[this.queries];
    this.best = new Best[this.queries];
    this.sideBySide = new float[dimension][this.queries];
    Arrays.setAll(best, q -> new Best(k));
    for (int q = 0; q < this.queries; q++) {
      for (int i = 0; i < dimension; i++) {
        sideBySide[i][q] = queries.get(q)[i];
      }
    }
  }

  /** Takes rows {@code from} to {@code to - 1} in, as far as they count. */
  Oracle add(int from, int to, IntFunction<float[]> row, IntPredicate counts) {
    for (int n = from; n < to; n++) {
      if (counts.test(n)) {
        products(row.apply(n));
        for (int q = 0; q < queries; q++) {
          best[q].offer(n, sums[q]);
        }
      }
    }
    return this;
  }

  /** The numbers of the k nearest rows of each query, best first; fewer when fewer count. */
  int[][] nearest() {
    int[][] found = new int[queries][];
    Arrays.setAll(found, q -> best[q].rows());
    return found;
  }

  private void products(float[] row) {
    Arrays.fill(sums, 0);
    for (int i = 0; i < dimension; i++) {
      add(row[i], sideBySide[i], sums);
    }
  }

  /** Tiny, so that the JIT turns it into vector instructions. */
  private static void add(float factor, float[] values, float[] sums) {
    for (int q = 0; q < sums.length; q++) {
      sums[q] += factor * values[q];
    }
  }

  /** The best so far of one query, sorted; insertion is rare once the list is good. */
  private static final class Best {
    private final int[] rows;
    private final float[] products;
    private int size;

    Best(int k) {
      this.rows = new int[k];
      this.products = new float[k];
    }

    void offer(int row, float product) {
      if (size == rows.length && product <= products[size - 1]) {
        return;
      }
      int at = size < rows.length ? size++ : size - 1;
      while (at > 0 && products[at - 1] < product) {
        rows[at] = rows[at - 1];
        products[at] = products[at - 1];
        at--;
      }
      rows[at] = row;
      products[at] = product;
    }

    int[] rows() {
      return Arrays.copyOf(rows, size);
    }
  }
}
