package dev.muninn.embedding;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The models of a node, loaded when wanted and kept until they are given up (port). Thread-safe;
 * nothing blocks the caller.
 */
public interface SpaceModels {

  /**
   * The model of the pack of this name, which has run once when this completes.
   *
   * @return fails with words for the user when there is no such pack or it is no good
   */
  CompletionStage<EmbeddingModel> ofPack(String pack);

  /** All models that are loaded now. */
  List<EmbeddingModel> loaded();

  /**
   * Closes every model but those of {@code live}.
   *
   * @param first the pack to load first when the node starts again; empty says nothing
   */
  void keep(Collection<EmbeddingSpace> live, String first);
}
