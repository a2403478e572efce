package dev.muninn.query.index;

import static dev.muninn.query.index.Oracle.key;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.MediaId;
import dev.muninn.query.Vectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every engine must do, compared with the exact float scan of {@link Oracle}. */
abstract class VectorIndexContract {
  private static final int DIMENSION = 48;
  private static final int ITEMS = 2_500;
  private static final float[][] QUERIES = Vectors.clustered(7, 60, DIMENSION);

  private final ItemNumbers numbers = new ItemNumbers();
  private final Oracle oracle = new Oracle();

  abstract VectorIndex create(int dimension, ItemNumbers numbers);

  /** The recall@10 that the engine promises over the unfiltered data. */
  abstract double recall();

  private VectorIndex filled(long seed, int n) {
    VectorIndex index = create(DIMENSION, numbers);
    fill(index, seed, n);
    return index;
  }

  private void fill(VectorIndex index, long seed, int n) {
    float[][] vectors = Vectors.clustered(seed, n, DIMENSION);
    for (int i = 0; i < n; i++) {
      oracle.put(index, key(i), vectors[i]);
    }
    index.settle();
  }

  private void requireRecall(VectorIndex index, double least) {
    for (int k : recall() < 1 ? new int[] {10} : new int[] {1, 10, 100}) {
      double recall = oracle.recall(index, QUERIES, k);
      assertTrue(recall >= least, "recall@" + k + " is " + recall);
    }
  }

  @Test
  void findsTheNearest() {
    requireRecall(filled(1, ITEMS), recall());
  }

  @Test
  void findsTheNearestAfterUpdatesAndDeletes() {
    VectorIndex index = filled(1, ITEMS);
    float[][] fresh = Vectors.clustered(2, ITEMS, DIMENSION);
    for (int i = 0; i < ITEMS; i += 3) {
      oracle.put(index, key(i), fresh[i]);
    }
    for (int i = 1; i < ITEMS; i += 3) {
      assertTrue(oracle.take(index, key(i)));
      assertFalse(index.remove(key(i)));
    }
    requireRecall(index, recall() - 0.01);
    assertEquals(oracle.held.size(), index.size());
    assertEquals(oracle.held.keySet(), index.keys());
    oracle.held.forEach((key, v) -> assertArrayEquals(v, index.vector(key).orElseThrow()));
    index.settle();
    requireRecall(index, recall() - 0.01);
  }

  @Test
  void survivesManyLives() {
    VectorIndex index = create(DIMENSION, numbers);
    for (int life = 0; life < 5; life++) {
      fill(index, life, 700);
    }
    assertEquals(700, index.size());
    requireRecall(index, recall() - 0.01);
    index.keys().forEach(index::remove);
    assertEquals(0, index.size());
    assertEquals(List.of(), index.search(QUERIES[0], 10, VectorFilter.everything()));
    fill(index, 9, 50);
    assertEquals(50, index.search(QUERIES[0], 100, VectorFilter.everything()).size());
  }

  @Test
  void takesWhatWasRemovedBack() {
    VectorIndex index = filled(1, 300);
    float[] vector = index.vector(key(7)).orElseThrow();
    assertTrue(index.remove(key(7)));
    assertTrue(index.vector(key(7)).isEmpty());
    index.add(key(7), vector);
    assertEquals(key(7), index.search(vector, 1, VectorFilter.everything()).get(0).key());
    assertEquals(300, index.size());
  }

  @Test
  void filtersInsideAndExactly() {
    VectorIndex index = filled(1, ITEMS);
    for (int step : new int[] {1, 2, 10, 100, 1000}) {
      Set<MediaId> some =
          IntStream.range(0, ITEMS / step)
              .mapToObj(i -> Vectors.id(i * step))
              .collect(Collectors.toSet());
      VectorFilter filter = VectorFilter.only(numbers, some);
      assertEquals(1.0, oracle.recall(index, QUERIES, 10, filter, some), "1 in " + step);
    }
    VectorFilter foreign = VectorFilter.only(numbers, Set.of(Vectors.id(ITEMS + 1)));
    assertEquals(List.of(), index.search(QUERIES[0], 10, foreign));
    assertEquals(List.of(), index.search(QUERIES[0], 10, VectorFilter.only(numbers, List.of())));
  }

  @Test
  void findsWhatAFilterLetsThroughAgainstTheGrain() {
    VectorIndex index = filled(1, ITEMS);
    for (float[] query : QUERIES) {
      Set<MediaId> farthest =
          oracle.held.keySet().stream()
              .sorted(
                  Comparator.comparingDouble(key -> Oracle.product(query, oracle.held.get(key))))
              .limit(ITEMS / 2)
              .map(VectorKey::mediaId)
              .collect(Collectors.toSet());
      VectorFilter filter = VectorFilter.only(numbers, farthest);
      assertEquals(
          oracle.nearest(query, 10, farthest), Oracle.keys(index.search(query, 10, filter)));
    }
  }

  @Test
  void ordersBySimilarityAndTiesByKey() {
    VectorIndex index = create(3, numbers);
    List<VectorKey> same = new ArrayList<>();
    for (int i : new int[] {5, 3, 9, 1, 7}) {
      same.add(key(i));
      index.add(key(i), Vectors.unit(1, 0, 0));
    }
    index.add(new VectorKey(Vectors.id(2), 4), Vectors.unit(1, 1, 0));
    index.add(new VectorKey(Vectors.id(2), 1), Vectors.unit(1, 1, 0));
    List<VectorHit> hits = index.search(Vectors.unit(1, 0, 0), 10, VectorFilter.everything());
    List<VectorKey> expected = new ArrayList<>(same.stream().sorted().toList());
    expected.add(new VectorKey(Vectors.id(2), 1));
    expected.add(new VectorKey(Vectors.id(2), 4));
    assertEquals(expected, Oracle.keys(hits));
    assertEquals(1f, hits.get(0).similarity());
    assertEquals(Math.sqrt(0.5), hits.get(6).similarity(), 1e-6);
    assertEquals(
        expected.subList(0, 2),
        Oracle.keys(index.search(Vectors.unit(1, 0, 0), 2, VectorFilter.everything())));
  }

  @Test
  void keepsTheSegmentsOfAnItemTogether() {
    VectorIndex index = create(3, numbers);
    MediaId item = Vectors.id(4);
    for (int segment : new int[] {2, 0, 1}) {
      index.add(new VectorKey(item, segment), Vectors.unit(segment, 1, 0));
    }
    index.remove(new VectorKey(item, 1));
    List<float[]> vectors = index.ofItem(item);
    assertEquals(2, vectors.size());
    assertArrayEquals(Vectors.unit(0, 1, 0), vectors.get(0));
    assertArrayEquals(Vectors.unit(2, 1, 0), vectors.get(1));
    assertEquals(List.of(), index.ofItem(Vectors.id(5)));
  }

  @Test
  void refusesAnotherDimensionAndNoK() {
    VectorIndex index = create(3, numbers);
    index.add(key(1), Vectors.unit(1, 2, 3));
    float[] wrong = Vectors.unit(1, 2);
    VectorFilter all = VectorFilter.everything();
    assertThrows(IllegalArgumentException.class, () -> index.add(key(2), wrong));
    assertThrows(IllegalArgumentException.class, () -> index.search(wrong, 1, all));
    float[] right = Vectors.unit(1, 2, 3);
    assertThrows(IllegalArgumentException.class, () -> index.search(right, 0, all));
    assertEquals(1, index.size());
  }

  @Test
  void keepsItsOwnCopyOfAVector() {
    VectorIndex index = create(3, numbers);
    float[] vector = Vectors.unit(1, 2, 3);
    index.add(key(1), vector);
    vector[0] = 9;
    index.vector(key(1)).orElseThrow()[1] = 9;
    assertArrayEquals(Vectors.unit(1, 2, 3), index.vector(key(1)).orElseThrow());
  }

  @Test
  void answersWholePagesWhileItIsWritten() {
    VectorIndex index = create(DIMENSION, numbers);
    float[][] vectors = Vectors.clustered(1, 4_000, DIMENSION);
    for (int i = 0; i < 100; i++) {
      index.add(key(i), vectors[i]);
    }
    CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> churn(index, vectors));
    int searches = 0;
    while (!writing.isDone() || searches < 10) {
      List<VectorHit> hits = index.search(vectors[searches % 100], 5, VectorFilter.everything());
      assertEquals(5, new HashSet<>(Oracle.keys(hits)).size());
      assertEquals(key(searches % 100), hits.get(0).key());
      searches++;
    }
    writing.join();
    assertEquals(3_025, index.size());
  }

  private static void churn(VectorIndex index, float[][] vectors) {
    for (int i = 100; i < vectors.length; i++) {
      index.add(key(i), vectors[i]);
      if (i % 4 == 3) {
        index.remove(key(i - 1));
      }
    }
  }
}
