package dev.muninn.query.inspect;

import dev.muninn.query.index.IndexPartition;
import dev.muninn.query.index.VectorFilter;
import dev.muninn.query.index.VectorHit;
import dev.muninn.query.index.VectorIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * What share of the true neighbours an index finds, estimated: some of its own vectors, moved a bit
 * aside so that none is found by being itself, are searched for as a search does, and compared with
 * all vectors. Reads the index as any search does, while it is written to.
 */
final class RecallEstimate {
  static final int QUERIES = 100;
  static final int K = 10;
  private static final int ATTEMPTS = 20;
  private static final float ASIDE = 0.6f;

  /** Sums in another order differ by less than this. */
  private static final float SAME = 1e-5f;

  private RecallEstimate() {}

  /**
   * 0..1; empty for an index that holds nothing. Blocking: compares every vector with 100 queries.
   */
  static OptionalDouble of(IndexPartition partition, long seed) {
    VectorIndex index = partition.index();
    List<float[]> queries = queries(partition, index, new SplittableRandom(seed));
    if (queries.isEmpty()) {
      return OptionalDouble.empty();
    }
    ExactNearest exact = new ExactNearest(queries, K);
    for (int item = 0; item < partition.numbers().size(); item++) {
      for (float[] vector : index.ofItem(partition.numbers().id(item))) {
        exact.add(item, vector);
      }
    }
    long right = 0;
    long all = 0;
    for (int query = 0; query < queries.size(); query++) {
      float[] truth = exact.products(query);
      all += truth.length;
      right += found(index.search(queries.get(query), K, VectorFilter.everything()), truth);
    }
    return OptionalDouble.of((double) right / all);
  }

  /** A hit is right when it is at least as near as the last of the true neighbours. */
  private static long found(List<VectorHit> hits, float[] truth) {
    float last = truth[truth.length - 1] - SAME;
    return Math.min(truth.length, hits.stream().filter(hit -> hit.similarity() >= last).count());
  }

  private static List<float[]> queries(
      IndexPartition partition, VectorIndex index, SplittableRandom random) {
    List<float[]> queries = new ArrayList<>();
    int items = partition.numbers().size();
    for (int i = 0; items > 0 && i < QUERIES * ATTEMPTS && queries.size() < QUERIES; i++) {
      List<float[]> vectors = index.ofItem(partition.numbers().id(random.nextInt(items)));
      if (!vectors.isEmpty()) {
        queries.add(aside(vectors.get(random.nextInt(vectors.size())), random));
      }
    }
    return queries;
  }

  /** A unit vector near this one, in a direction that chance gives. */
  private static float[] aside(float[] vector, SplittableRandom random) {
    float[] moved = new float[vector.length];
    double squares = 0;
    double step = ASIDE / Math.sqrt(vector.length);
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (float) (vector[i] + step * random.nextGaussian());
      squares += (double) moved[i] * moved[i];
    }
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (float) (moved[i] / Math.sqrt(squares));
    }
    return moved;
  }
}
