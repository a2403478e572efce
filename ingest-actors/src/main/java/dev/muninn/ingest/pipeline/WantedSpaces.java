package dev.muninn.ingest.pipeline;

import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.media.signal.SpacePlan;
import dev.muninn.media.signal.SpacePlans;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The spaces that vectors are wanted in, and what workers are told of them. Thread-safe. */
final class WantedSpaces {
  private final SpacePlans plans;

  WantedSpaces(SpacePlans plans) {
    this.plans = plans;
  }

  /** Those that a worker can fill, the one that answers first. */
  List<EmbeddingSpace> of(EmbeddingSignal.Ready worker) {
    return plans.now().live().stream().filter(worker.facts().spaces()::contains).toList();
  }

  /** A worker that sees no journal loads and closes models as it is told. */
  void tell(EmbeddingSignal.Ready ready) {
    SpacePlan plan = plans.now();
    if (ready.facts().follows()
        && !Set.copyOf(ready.facts().spaces()).equals(Set.copyOf(plan.live()))) {
      ready
          .worker()
          .tell(
              new WorkerCommand.Wanted(
                  plan.spaces().stream()
                      .map(one -> new WorkerCommand.WantedModel(one.space(), one.model()))
                      .toList()));
    }
  }

  /** Says to a worker that it can fill none of them. */
  void refuse(EmbeddingSignal.Ready ready) {
    ready
        .worker()
        .tell(
            new WorkerCommand.Refused(
                "the worker fills "
                    + words(ready.facts().spaces())
                    + "; vectors are wanted in "
                    + words(plans.now().live())));
  }

  private static String words(Collection<EmbeddingSpace> spaces) {
    return spaces.isEmpty()
        ? "no space"
        : String.join(", ", spaces.stream().map(EmbeddingSpace::id).toList());
  }
}
