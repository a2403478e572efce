package dev.muninn.query.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.MediaId;
import dev.muninn.query.Vectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every engine must do; the oracle computes in double, with nothing of ours. */
abstract class VectorIndexContract {
  private static final int DIMENSION = 48;
  private static final int ITEMS = 2_500;
  private static final int QUERIES = 60;

  private final ItemNumbers numbers = new ItemNumbers();

  abstract VectorIndex create(int dimension, ItemNumbers numbers);

  /** The recall@10 that the engine promises over the unfiltered data. */
  abstract double recall();

  private record Scored(VectorKey key, double score) {}

  private static VectorKey key(int item) {
    return new VectorKey(Vectors.id(item), 0);
  }

  private static List<VectorKey> oracle(
      Map<VectorKey, float[]> held, float[] query, int k, Set<MediaId> allowed) {
    return held.entrySet().stream()
        .filter(entry -> allowed.contains(entry.getKey().mediaId()))
        .map(entry -> new Scored(entry.getKey(), product(query, entry.getValue())))
        .sorted(Comparator.comparingDouble((Scored s) -> -s.score()).thenComparing(Scored::key))
        .limit(k)
        .map(Scored::key)
        .toList();
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static double recallOf(
      VectorIndex index, Map<VectorKey, float[]> held, VectorFilter filter, Set<MediaId> allowed) {
    int found = 0;
    int wanted = 0;
    for (float[] query : Vectors.clustered(7, QUERIES, DIMENSION)) {
      List<VectorKey> truth = oracle(held, query, 10, allowed);
      List<VectorKey> hits = keys(index.search(query, 10, filter));
      wanted += truth.size();
      found += (int) truth.stream().filter(hits::contains).count();
    }
    return (double) found / wanted;
  }

  private static List<VectorKey> keys(List<VectorHit> hits) {
    return hits.stream().map(VectorHit::key).toList();
  }

  private Map<VectorKey, float[]> fill(VectorIndex index, long seed, int n) {
    Map<VectorKey, float[]> held = new HashMap<>();
    float[][] vectors = Vectors.clustered(seed, n, DIMENSION);
    for (int i = 0; i < n; i++) {
      held.put(key(i), vectors[i]);
      index.add(key(i), vectors[i]);
    }
    return held;
  }

  private static Set<MediaId> items(Map<VectorKey, float[]> held) {
    return held.keySet().stream().map(VectorKey::mediaId).collect(Collectors.toSet());
  }

  @Test
  void findsTheNearest() {
    VectorIndex index = create(DIMENSION, numbers);
    Map<VectorKey, float[]> held = fill(index, 1, ITEMS);
    double recall = recallOf(index, held, VectorFilter.everything(), items(held));
    assertTrue(recall >= recall(), "recall@10 is " + recall);
  }

  @Test
  void findsTheNearestAfterUpdatesAndDeletes() {
    VectorIndex index = create(DIMENSION, numbers);
    Map<VectorKey, float[]> held = fill(index, 1, ITEMS);
    float[][] fresh = Vectors.clustered(2, ITEMS, DIMENSION);
    for (int i = 0; i < ITEMS; i += 3) {
      held.put(key(i), fresh[i]);
      index.add(key(i), fresh[i]);
    }
    for (int i = 1; i < ITEMS; i += 3) {
      held.remove(key(i));
      assertTrue(index.remove(key(i)));
      assertFalse(index.remove(key(i)));
    }
    assertEquals(held.size(), index.size());
    assertEquals(held.keySet(), index.keys());
    held.forEach((key, vector) -> assertArrayEquals(vector, index.vector(key).orElseThrow()));
    double recall = recallOf(index, held, VectorFilter.everything(), items(held));
    assertTrue(recall >= recall() - 0.01, "recall@10 is " + recall);
  }

  @Test
  void survivesManyLives() {
    VectorIndex index = create(DIMENSION, numbers);
    Map<VectorKey, float[]> held = Map.of();
    for (int life = 0; life < 5; life++) {
      held = fill(index, life, 700);
    }
    assertEquals(700, index.size());
    assertTrue(recallOf(index, held, VectorFilter.everything(), items(held)) >= recall() - 0.01);
    index.keys().forEach(index::remove);
    assertEquals(0, index.size());
    assertEquals(List.of(), index.search(held.get(key(0)), 10, VectorFilter.everything()));
    fill(index, 9, 50);
    assertEquals(50, index.search(held.get(key(0)), 100, VectorFilter.everything()).size());
  }

  @Test
  void filtersInsideAndExactly() {
    VectorIndex index = create(DIMENSION, numbers);
    Map<VectorKey, float[]> held = fill(index, 1, ITEMS);
    for (int step : new int[] {10, 100, 1000}) {
      Set<MediaId> some =
          IntStream.range(0, ITEMS / step)
              .mapToObj(i -> Vectors.id(i * step))
              .collect(Collectors.toSet());
      assertEquals(
          1.0, recallOf(index, held, VectorFilter.only(numbers, some), some), "1 in " + step);
    }
    Set<MediaId> foreign = Set.of(Vectors.id(ITEMS + 1));
    float[] query = held.get(key(0));
    assertEquals(List.of(), index.search(query, 10, VectorFilter.only(numbers, foreign)));
    assertEquals(List.of(), index.search(query, 10, VectorFilter.only(numbers, Set.of())));
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
    assertEquals(expected, keys(hits));
    assertEquals(1f, hits.get(0).similarity());
    assertEquals(Math.sqrt(0.5), hits.get(6).similarity(), 1e-6);
    assertEquals(
        expected.subList(0, 2),
        keys(index.search(Vectors.unit(1, 0, 0), 2, VectorFilter.everything())).subList(0, 2));
  }

  @Test
  void refusesAnotherDimensionAndNoK() {
    VectorIndex index = create(3, numbers);
    index.add(key(1), Vectors.unit(1, 2, 3));
    float[] wrong = Vectors.unit(1, 2);
    assertThrows(IllegalArgumentException.class, () -> index.add(key(2), wrong));
    assertThrows(
        IllegalArgumentException.class, () -> index.search(wrong, 1, VectorFilter.everything()));
    assertThrows(
        IllegalArgumentException.class,
        () -> index.search(Vectors.unit(1, 2, 3), 0, VectorFilter.everything()));
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
  void answersWhileItIsWritten() {
    VectorIndex index = create(DIMENSION, numbers);
    float[][] vectors = Vectors.clustered(1, 1_200, DIMENSION);
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < vectors.length; i++) {
                index.add(key(i), vectors[i]);
                if (i % 4 == 3) {
                  index.remove(key(i - 1));
                }
              }
            });
    int searches = 0;
    while (!writing.isDone() || searches < 10) {
      for (VectorHit hit : index.search(vectors[searches % 100], 5, VectorFilter.everything())) {
        assertTrue(hit.similarity() <= 1.0001f && hit.similarity() >= -1.0001f);
      }
      searches++;
    }
    writing.join();
    assertEquals(900, index.size());
  }
}
