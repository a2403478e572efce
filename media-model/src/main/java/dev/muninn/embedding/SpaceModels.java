package dev.muninn.embedding;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The models of a node, loaded when wanted and kept until they are given up (port). Thread-safe;
 * nothing blocks the caller.
 */
public interface SpaceModels {

  /**
   * The space of the pack of this name, whose model is loaded and has run once when this completes.
   *
   * @return fails with words for the user when there is no such pack or it is no good
   */
  CompletionStage<EmbeddingModel> ofPack(String pack);

  /** The model of a space, if it is loaded. */
  Optional<EmbeddingModel> loaded(EmbeddingSpace space);

  /**
   * Closes every model but those of {@code live}.
   *
   * @param first the pack to load first when the node starts again
   */
  void keep(Collection<EmbeddingSpace> live, String first);
}
