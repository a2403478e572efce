package dev.muninn.query.index;

import dev.muninn.media.MediaId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The unit vectors of one org in one space, and who is nearest to a query (port). Many threads may
 * search while one writes; a search sees every write that returned before it began. The contract
 * test holds for every engine.
 */
public interface VectorIndex {

  /** Puts a vector in, in place of an earlier one under this key; L2-normalised, copied. */
  void add(VectorKey key, float[] vector);

  /** Takes a vector out; false when it was not there. */
  boolean remove(VectorKey key);

  /** The vector under this key, a copy. */
  Optional<float[]> vector(VectorKey key);

  /** The vectors of an item in the order of its segments, copies; empty when there are none. */
  List<float[]> ofItem(MediaId mediaId);

  /** All keys held, a copy. */
  Set<VectorKey> keys();

  /**
   * The {@code k} nearest by cosine similarity, best first, ties by key; fewer when there are fewer
   * that the filter lets through.
   *
   * @throws IllegalArgumentException when the query has another dimension, or k is below 1
   */
  List<VectorHit> search(float[] query, int k, VectorFilter filter);

  /** Vectors held. */
  long size();

  /** Memory held by vectors and links, in bytes, estimated. */
  long bytes();

  int dimension();

  /** The word for this engine in the API: {@code exact} or {@code hnswlib}. */
  String engine();
}
