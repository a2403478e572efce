package dev.muninn.embedding;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The embedding workers of the cluster as this node knows them (port). Thread-safe; nothing blocks
 * the caller.
 */
public interface EmbeddingWorkers {

  /** How many there are that can fill a space with pictures. */
  CompletionStage<Integer> present(EmbeddingSpace space);

  /** What each of them says of itself; one that does not answer within a second is left out. */
  CompletionStage<List<WorkerFacts>> all();
}
