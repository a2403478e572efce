package dev.muninn.gpu.worker;

import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.gpu.worker.WorkerMessage.Embedded;
import dev.muninn.gpu.worker.WorkerMessage.Fetched;
import dev.muninn.media.DerivedKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What is done with a batch: its proxies are fetched, then embedded. Neither fails. Thread-safe.
 */
final class BatchSteps {
  private final ProxySource proxies;
  private final Clock clock;

  BatchSteps(ProxySource proxies, Clock clock) {
    this.proxies = proxies;
    this.clock = clock;
  }

  CompletionStage<Fetched> fetch(WorkerCommand.Embed batch) {
    List<DerivedKey> keys =
        batch.tasks().stream()
            .flatMap(task -> task.segments().stream())
            .map(segment -> segment.proxy())
            .toList();
    return proxies
        .fetch(keys)
        .handle(
            (found, trouble) ->
                new Fetched(batch, Optional.ofNullable(found), Optional.ofNullable(trouble)));
  }

  /** The model takes batches in turn: this one waits inside, so that the device never does. */
  CompletionStage<Embedded> embed(
      WorkerCommand.Embed batch, EmbeddingModel model, ProxySource.Proxies found) {
    Instant submitted = clock.instant();
    return model
        .embedImages(found.paths())
        .handle(
            (outcomes, trouble) -> {
              found.close();
              return new Embedded(
                  batch,
                  submitted,
                  outcomes == null ? List.of() : outcomes,
                  Optional.ofNullable(trouble));
            });
  }
}
