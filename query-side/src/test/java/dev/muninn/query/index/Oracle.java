package dev.muninn.query.index;

import dev.muninn.media.MediaId;
import dev.muninn.query.Vectors;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The vectors that an index should hold, and who is nearest: in double, with nothing of ours. */
final class Oracle {
  final Map<VectorKey, float[]> held = new HashMap<>();

  private record Scored(VectorKey key, double score) {}

  static VectorKey key(int item) {
    return new VectorKey(Vectors.id(item), 0);
  }

  void put(VectorIndex index, VectorKey key, float[] vector) {
    held.put(key, vector);
    index.add(key, vector);
  }

  boolean take(VectorIndex index, VectorKey key) {
    held.remove(key);
    return index.remove(key);
  }

  Set<MediaId> items() {
    return held.keySet().stream().map(VectorKey::mediaId).collect(Collectors.toSet());
  }

  List<VectorKey> nearest(float[] query, int k, Set<MediaId> allowed) {
    return held.entrySet().stream()
        .filter(entry -> allowed.contains(entry.getKey().mediaId()))
        .map(entry -> new Scored(entry.getKey(), product(query, entry.getValue())))
        .sorted(Comparator.comparingDouble((Scored s) -> -s.score()).thenComparing(Scored::key))
        .limit(k)
        .map(Scored::key)
        .toList();
  }

  /** The share of the true {@code k} nearest that the index finds. */
  double recall(VectorIndex index, float[][] queries, int k) {
    return recall(index, queries, k, VectorFilter.everything(), items());
  }

  double recall(
      VectorIndex index, float[][] queries, int k, VectorFilter filter, Set<MediaId> allowed) {
    int found = 0;
    int wanted = 0;
    for (float[] query : queries) {
      List<VectorKey> truth = nearest(query, k, allowed);
      List<VectorKey> hits = keys(index.search(query, k, filter));
      wanted += truth.size();
      found += (int) truth.stream().filter(hits::contains).count();
    }
    return (double) found / wanted;
  }

  static List<VectorKey> keys(List<VectorHit> hits) {
    return hits.stream().map(VectorHit::key).toList();
  }

  static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
