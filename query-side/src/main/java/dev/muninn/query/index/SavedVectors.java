package dev.muninn.query.index;

import dev.muninn.query.index.graph.Graph;
import dev.muninn.query.index.graph.Slots;
import java.util.Optional;

/**
 * What a file keeps of an engine: its slots, and its graph where that is one of ours. hnswlib has
 * neither: its vectors are kept by key.
 */
record SavedVectors(Slots slots, Optional<Graph> graph) {

  static SavedVectors of(VectorIndex index, ItemNumbers numbers) {
    if (index instanceof FlatHnswIndex flat) {
      return new SavedVectors(flat.graph().slots(), Optional.of(flat.graph()));
    }
    if (index instanceof ExactIndex exact) {
      return new SavedVectors(exact.slots(), Optional.empty());
    }
    Slots slots = new Slots(index.dimension());
    index.keys().stream()
        .sorted()
        .forEach(
            key ->
                slots.restore(
                    numbers.of(key.mediaId()),
                    key.segment(),
                    false,
                    index.vector(key).orElseThrow()));
    return new SavedVectors(slots, Optional.empty());
  }
}
