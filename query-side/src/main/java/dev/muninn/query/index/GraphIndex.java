package dev.muninn.query.index;

import java.util.List;
import java.util.OptionalLong;

/**
 * An index that walks a graph, with the length of its candidate list in the hands of the caller:
 * for measurements, and for an estimate of recall.
 */
public interface GraphIndex extends VectorIndex {

  /**
   * As {@link #search(float[], int, VectorFilter)}, with a candidate list of {@code max(k, ef)}
   * instead of the configured one.
   */
  List<VectorHit> search(float[] query, int k, VectorFilter filter, int ef);

  /** How many distances such a search computes; empty where the engine does not count. */
  OptionalLong distances(float[] query, int k, VectorFilter filter, int ef);
}
