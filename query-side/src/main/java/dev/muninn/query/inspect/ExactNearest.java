package dev.muninn.query.inspect;

import java.util.Arrays;
import java.util.List;

/**
 * Who is nearest to each of some queries, exactly: the inner product in float32 of every query with
 * every row that is put in. Queries lie side by side, so that one pass over the rows serves all of
 * them and the inner loop runs over queries. Not thread-safe.
 */
public final class ExactNearest {
  private final int queries;
  private final int dimension;

  /** {@code [dimension][query]}. */
  private final float[][] sideBySide;

  private final float[] sums;
  private final Best[] best;

  /**
   * @param queries {@code float[dimension]} each, at least one
   * @param k how many are kept for each
   */
  public ExactNearest(List<float[]> queries, int k) {
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

  /** Compares a row, {@code float[dimension]}, with every query. */
  public void add(int number, float[] row) {
    Arrays.fill(sums, 0);
    for (int i = 0; i < dimension; i++) {
      add(row[i], sideBySide[i], sums);
    }
    for (int q = 0; q < queries; q++) {
      best[q].offer(number, sums[q]);
    }
  }

  /** The numbers of the k nearest rows of each query, best first; fewer when fewer were put in. */
  public int[][] numbers() {
    int[][] found = new int[queries][];
    Arrays.setAll(found, q -> best[q].numbers());
    return found;
  }

  /** The products of the k nearest rows of a query, falling. */
  public float[] products(int query) {
    return best[query].products();
  }

  /** Tiny, so that the JIT turns it into vector instructions. */
  private static void add(float factor, float[] values, float[] sums) {
    for (int q = 0; q < sums.length; q++) {
      sums[q] += factor * values[q];
    }
  }

  /** The best so far of one query, sorted; insertion is rare once the list is good. */
  private static final class Best {
    private final int[] numbers;
    private final float[] products;
    private int size;

    Best(int k) {
      this.numbers = new int[k];
      this.products = new float[k];
    }

    void offer(int number, float product) {
      if (size == numbers.length && product <= products[size - 1]) {
        return;
      }
      int at = size < numbers.length ? size++ : size - 1;
      while (at > 0 && products[at - 1] < product) {
        numbers[at] = numbers[at - 1];
        products[at] = products[at - 1];
        at--;
      }
      numbers[at] = number;
      products[at] = product;
    }

    int[] numbers() {
      return Arrays.copyOf(numbers, size);
    }

    float[] products() {
      return Arrays.copyOf(products, size);
    }
  }
}
