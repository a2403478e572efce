package dev.muninn.query.index;

import java.util.Objects;

/**
 * Which engine holds a partition. AUTO is exact up to {@code hnswAbove} vectors and the graph
 * above; it goes back at half of that, so that a partition at the border does not swing.
 */
public record EngineChoice(Engine engine, int hnswAbove, HnswlibIndex.Parameters parameters) {

  /** The values of {@code muninn.query.index.engine}. */
  public enum Engine {
    AUTO,
    EXACT,
    HNSWLIB
  }

  public EngineChoice {
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(parameters, "parameters");
    if (hnswAbove < 1) {
      throw new IllegalArgumentException("hnsw-above is at least 1, not " + hnswAbove);
    }
  }

  /** An empty index for a partition that begins. */
  VectorIndex begin(int dimension, ItemNumbers numbers) {
    return engine == Engine.HNSWLIB
        ? graph(dimension, numbers)
        : new ExactIndex(dimension, numbers);
  }

  /** The index to go on with: the same one, or a copy in the engine that fits its size. */
  VectorIndex fitting(VectorIndex current, ItemNumbers numbers) {
    if (engine != Engine.AUTO) {
      return current;
    }
    boolean exact = current instanceof ExactIndex;
    if (exact && current.size() > hnswAbove) {
      return copy(current, graph(current.dimension(), numbers));
    }
    if (!exact && current.size() <= hnswAbove / 2) {
      return copy(current, new ExactIndex(current.dimension(), numbers));
    }
    return current;
  }

  private VectorIndex graph(int dimension, ItemNumbers numbers) {
    return new HnswlibIndex(dimension, numbers, parameters);
  }

  private static VectorIndex copy(VectorIndex from, VectorIndex to) {
    from.keys().stream().sorted().forEach(key -> to.add(key, from.vector(key).orElseThrow()));
    return to;
  }
}
