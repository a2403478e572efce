package dev.muninn.query.search;

import dev.muninn.embedding.EmbeddingModel;
import java.util.Objects;

/**
 * What a search needs of one space: the model that reads the query and the index of the vectors
 * that the same model made. A search takes one of these when it begins and asks nothing else, so
 * that no answer mixes two spaces. Immutable.
 */
public record SpaceSearch(EmbeddingModel model, SearchSources sources) {
  public SpaceSearch {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(sources, "sources");
  }

  /** The space's id, which stands in answers and cursors. */
  public String id() {
    return model.space().id();
  }
}
