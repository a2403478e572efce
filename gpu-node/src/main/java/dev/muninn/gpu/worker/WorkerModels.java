package dev.muninn.gpu.worker;

import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.SpaceModels;
import dev.muninn.embedding.WorkerCommand.Wanted;
import dev.muninn.embedding.WorkerFacts.Lack;
import java.time.Clock;
import java.util.List;

/** The models that a worker embeds with. Thread-safe; nothing blocks the caller. */
@FunctionalInterface
public interface WorkerModels {

  /** Those that are in memory at the moment. */
  List<EmbeddingModel> loaded();

  /** Whether it is to be told what is wanted: nobody else on this node sees to that. */
  default boolean follows() {
    return false;
  }

  /** What is wanted by those that hand out work. */
  default void want(Wanted wanted) {}

  /** What is wanted and cannot be had here. */
  default List<Lack> lacks() {
    return List.of();
  }

  /** Of a node that sees no journal: models come and go as the dispatchers want them. */
  static WorkerModels following(SpaceModels models, PackSupply packs) {
    return new WantedModels(models, packs, Clock.systemUTC());
  }
}
