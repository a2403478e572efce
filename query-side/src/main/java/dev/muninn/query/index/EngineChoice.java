package dev.muninn.query.index;

import dev.muninn.query.index.graph.Graph;
import dev.muninn.query.index.graph.Slots;
import java.util.Objects;
import java.util.Optional;

/**
 * Which engine holds a partition. AUTO is exact up to {@code hnswAbove} vectors and the flat graph
 * above; it goes back at half of that, so that a partition at the border does not swing.
 */
public record EngineChoice(Engine engine, int hnswAbove, HnswParameters parameters) {

  /** The values of {@code muninn.query.index.engine}. */
  public enum Engine {
    AUTO,
    EXACT,
    FLAT,
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
    return switch (engine) {
      case AUTO, EXACT -> new ExactIndex(dimension, numbers);
      case FLAT -> new FlatHnswIndex(dimension, numbers, parameters);
      case HNSWLIB -> new HnswlibIndex(dimension, numbers, parameters);
    };
  }

  /**
   * Goes on with what a file kept: in the engine of the configuration, with the graph where it has
   * the parameters of the configuration, else it is linked anew.
   */
  VectorIndex restored(Slots slots, Optional<Graph> graph, ItemNumbers numbers) {
    if (engine == Engine.HNSWLIB) {
      VectorIndex index = begin(slots.dimension(), numbers);
      SlotKeys held = new SlotKeys(slots, numbers);
      held.living().forEach(slot -> index.add(held.key(slot), slots.vector(slot)));
      return index;
    }
    if (engine == Engine.EXACT || (engine == Engine.AUTO && graph.isEmpty())) {
      return fitting(new ExactIndex(slots, numbers), numbers);
    }
    Graph.Parameters wanted = FlatHnswIndex.ofGraph(parameters);
    Graph fitting =
        graph.filter(g -> g.parameters().equals(wanted)).orElseGet(() -> new Graph(slots, wanted));
    return fitting(new FlatHnswIndex(fitting, numbers, parameters), numbers);
  }

  /**
   * The index to go on with after each event: the same one, or with AUTO the engine that fits its
   * size. The living vectors are copied into it; it answers at once, and its graph is linked in the
   * background.
   */
  VectorIndex fitting(VectorIndex current, ItemNumbers numbers) {
    if (engine == Engine.AUTO && current instanceof ExactIndex exact && exact.size() > hnswAbove) {
      return new FlatHnswIndex(exact.slots().compacted(), numbers, parameters);
    }
    if (engine == Engine.AUTO
        && current instanceof FlatHnswIndex flat
        && 2 * flat.size() <= hnswAbove) {
      return new ExactIndex(flat.slots().compacted(), numbers);
    }
    return current;
  }
}
