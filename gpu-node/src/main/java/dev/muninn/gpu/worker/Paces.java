package dev.muninn.gpu.worker;

import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.WorkerFacts;
import dev.muninn.embedding.WorkerFacts.ModelFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pace of each model of a worker, and what it says of itself. Belongs to one actor. */
final class Paces {
  private final WorkerSettings settings;
  private final String node;
  private final Map<EmbeddingSpace, Pace> paces = new HashMap<>();
  private final Map<EmbeddingSpace, Instant> lastDone = new HashMap<>();

  Paces(WorkerSettings settings, String node) {
    this.settings = settings;
    this.node = node;
  }

  /**
   * Notes a batch that is done.
   *
   * @param submitted when the model was given it; it may have been busy with another one
   * @return when the model began with it
   */
  Instant done(EmbeddingSpace space, int items, int pictures, Instant submitted, Instant now) {
    Instant before = lastDone.getOrDefault(space, Instant.MIN);
    Instant begun = before.isAfter(submitted) ? before : submitted;
    lastDone.put(space, now);
    pace(space).measured(items, pictures, Duration.between(begun, now));
    return begun;
  }

  private Pace pace(EmbeddingSpace space) {
    return paces.computeIfAbsent(space, any -> new Pace(settings));
  }

  /** Items that any of these models does in the wanted time; 0 where there is none. */
  int capacity(Collection<EmbeddingModel> models) {
    return models.stream().mapToInt(model -> pace(model.space()).capacity()).min().orElse(0);
  }

  WorkerFacts facts(WorkerModels models) {
    return new WorkerFacts(
        node,
        models.loaded().stream()
            .map(
                model ->
                    new ModelFacts(
                        model.space(),
                        model.towers(),
                        model.device(),
                        pace(model.space()).picturesPerSecond()))
            .toList(),
        models.follows(),
        models.lacks(),
        List.of());
  }
}
