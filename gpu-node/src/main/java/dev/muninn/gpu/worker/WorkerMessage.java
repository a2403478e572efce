package dev.muninn.gpu.worker;

import akka.actor.typed.ActorRef;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.embedding.WorkerCommand;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What reaches an {@link EmbeddingWorker}: work from outside, and what it tells itself. */
sealed interface WorkerMessage {
  record Command(WorkerCommand command) implements WorkerMessage {}

  record Dispatchers(Set<ActorRef<EmbeddingSignal>> refs) implements WorkerMessage {
    public Dispatchers {
      refs = Set.copyOf(refs);
    }
  }

  record Announce() implements WorkerMessage {}

  /** The proxies of a batch are there, or cannot be had now. */
  record Fetched(
      WorkerCommand.Embed batch, Optional<ProxySource.Proxies> proxies, Optional<Throwable> trouble)
      implements WorkerMessage {}

  /** The outcomes of all segments of a batch in order, or what went wrong with the whole. */
  record Embedded(
      WorkerCommand.Embed batch,
      Instant startedAt,
      List<ImageOutcome> outcomes,
      Optional<Throwable> trouble)
      implements WorkerMessage {
    public Embedded {
      outcomes = List.copyOf(outcomes);
    }
  }
}
