package dev.muninn.query.index;

import dev.muninn.media.MediaId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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

  /** Removed or replaced vectors whose memory is not given back yet. */
  default long dead() {
    return 0;
  }

  /** Vectors linked into a graph in a second of that work; empty where there was none. */
  default OptionalDouble buildPerSecond() {
    return OptionalDouble.empty();
  }

  /** Returns when nothing is left to be done in the background; for the writer. */
  default void settle() {}

  /** Runs this while nothing is done in the background; for the writer. */
  default void quietly(Work work) throws IOException {
    work.run();
  }

  /** What {@link #quietly} runs. */
  interface Work {
    void run() throws IOException;
  }

  /** Memory held by vectors and links, in bytes, estimated. */
  long bytes();

  int dimension();

  /** The word for this engine in the API: {@code exact}, {@code flat} or {@code hnswlib}. */
  String engine();
}
