package dev.muninn.embedding;

import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.ServiceKey;
import dev.muninn.media.signal.CborSerializable;
import java.util.List;
import java.util.Objects;

/**
 * What embedding workers tell a dispatcher. Each message fits into a frame between nodes (256 KiB):
 * the vectors of a batch come in several {@link Answered}, those of a long video in several parts.
 */
public sealed interface EmbeddingSignal extends CborSerializable {
  /** Where dispatchers of the embed stage register. */
  ServiceKey<EmbeddingSignal> DISPATCHERS =
      ServiceKey.create(EmbeddingSignal.class, "embedding-dispatchers");

  /**
   * The worker is there, and has room for {@code capacity} more items of the spaces of its models;
   * none when it is 0. Repeated each few seconds, also while it works: a worker that stays silent
   * for the length of a lease is as good as gone. The newest one counts.
   *
   * @param holding the batches of this dispatcher that it has not finished
   */
  record Ready(
      ActorRef<WorkerCommand> worker, WorkerFacts facts, int capacity, List<String> holding)
      implements EmbeddingSignal {
    public Ready {
      Objects.requireNonNull(facts, "facts");
      holding = List.copyOf(holding);
    }
  }

  /** Answers to some items of a batch. */
  record Answered(String batchId, EmbeddingSpace space, String node, List<EmbedAnswer> answers)
      implements EmbeddingSignal {
    public Answered {
      answers = List.copyOf(answers);
    }
  }

  /** Nothing more comes of a batch: an item that was not answered was not worked on. */
  record Finished(String batchId) implements EmbeddingSignal {}

  /**
   * The worker will not do a batch, or what is left of it, and that is no fault of the items.
   *
   * @param words why, for an operator
   */
  record Declined(String batchId, String node, String words) implements EmbeddingSignal {}
}
