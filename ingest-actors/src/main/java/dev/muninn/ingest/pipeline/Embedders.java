package dev.muninn.ingest.pipeline;

import dev.muninn.catalog.PipelineCounts;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.EmbeddingWorkers;
import dev.muninn.ingest.pipeline.story.NoWorker;
import dev.muninn.media.StageName;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Whether anybody is there who embeds in the space that answers. Thread-safe. */
final class Embedders {
  private final EmbeddingWorkers workers;
  private final Supplier<EmbeddingSpace> active;

  Embedders(EmbeddingWorkers workers, Supplier<EmbeddingSpace> active) {
    this.workers = workers;
    this.active = active;
  }

  /** How many; empty when the cluster does not say. */
  CompletionStage<OptionalInt> now() {
    return workers
        .present(active.get())
        .thenApply(OptionalInt::of)
        .exceptionally(unknown -> OptionalInt.empty());
  }

  /** Says so where work waits and nobody is there. */
  PipelineCounts remark(PipelineCounts counts, OptionalInt present) {
    boolean waits =
        counts.stages().stream()
            .anyMatch(one -> one.stage() == StageName.EMBED && one.waiting() > 0);
    return waits && present.equals(OptionalInt.of(0))
        ? counts.waitingFor(StageName.EMBED, NoWorker.words(active.get()))
        : counts;
  }
}
