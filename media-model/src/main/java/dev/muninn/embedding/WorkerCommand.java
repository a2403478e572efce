package dev.muninn.embedding;

import akka.actor.typed.ActorRef;
import dev.muninn.media.signal.CborSerializable;
import java.util.List;

/**
 * What an embedding worker is told. Workers find their dispatchers by {@link
 * EmbeddingSignal#DISPATCHERS} and announce themselves; work is then pulled, never pushed.
 */
public sealed interface WorkerCommand extends CborSerializable {

  /** The work of one {@code Ready}; answered by one {@link EmbeddingSignal.Answered}. */
  record Embed(
      String batchId,
      EmbeddingSpace space,
      List<EmbedTask> tasks,
      ActorRef<EmbeddingSignal> replyTo)
      implements WorkerCommand {
    public Embed {
      tasks = List.copyOf(tasks);
    }
  }
}
