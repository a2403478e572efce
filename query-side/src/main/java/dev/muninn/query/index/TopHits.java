package dev.muninn.query.index;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The best {@code k} of what is offered: a binary heap of (similarity, slot) with the worst on top.
 * Nothing is allocated for what is not kept. Not thread-safe.
 */
final class TopHits {
  private final VectorKey[] keys;
  private final float[] similarities;
  private int size;

  TopHits(int k) {
    this.keys = new VectorKey[k];
    this.similarities = new float[k];
  }

  void offer(float similarity, VectorKey key) {
    if (size < keys.length) {
      siftUp(size++, similarity, key);
    } else if (worse(similarities[0], keys[0], similarity, key)) {
      siftDown(similarity, key);
    }
  }

  /** Best first; the collector is spent afterwards. */
  List<VectorHit> drain() {
    List<VectorHit> hits = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      hits.add(new VectorHit(keys[i], similarities[i]));
    }
    Collections.sort(hits);
    return hits;
  }

  private static boolean worse(float a, VectorKey aKey, float b, VectorKey bKey) {
    return a < b || (a == b && aKey.compareTo(bKey) > 0);
  }

  private void siftUp(int from, float similarity, VectorKey key) {
    int i = from;
    while (i > 0) {
      int parent = (i - 1) >>> 1;
      if (!worse(similarity, key, similarities[parent], keys[parent])) {
        break;
      }
      put(i, similarities[parent], keys[parent]);
      i = parent;
    }
    put(i, similarity, key);
  }

  private void siftDown(float similarity, VectorKey key) {
    int i = 0;
    while (true) {
      int child = 2 * i + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size
          && worse(similarities[child + 1], keys[child + 1], similarities[child], keys[child])) {
        child++;
      }
      if (!worse(similarities[child], keys[child], similarity, key)) {
        break;
      }
      put(i, similarities[child], keys[child]);
      i = child;
    }
    put(i, similarity, key);
  }

  private void put(int i, float similarity, VectorKey key) {
    similarities[i] = similarity;
    keys[i] = key;
  }
}
