package dev.muninn.embedding;

import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.ServiceKey;
import dev.muninn.media.signal.CborSerializable;
import java.util.List;

/** What embedding workers tell a dispatcher. */
public sealed interface EmbeddingSignal extends CborSerializable {
  /** Where dispatchers of the embed stage register. */
  ServiceKey<EmbeddingSignal> DISPATCHERS =
      ServiceKey.create(EmbeddingSignal.class, "embedding-dispatchers");

  /**
   * The worker has room for {@code capacity} items of one of these spaces, whose models it holds.
   * Repeated each few seconds while idle, so that a lost message costs seconds; the newest one
   * counts.
   */
  record Ready(
      ActorRef<WorkerCommand> worker, String node, List<EmbeddingSpace> spaces, int capacity)
      implements EmbeddingSignal {
    public Ready {
      spaces = List.copyOf(spaces);
    }
  }

  /** Answers to a batch; an item that is missing here was not worked on. */
  record Answered(String batchId, String node, List<EmbedAnswer> answers)
      implements EmbeddingSignal {
    public Answered {
      answers = List.copyOf(answers);
    }
  }
}
