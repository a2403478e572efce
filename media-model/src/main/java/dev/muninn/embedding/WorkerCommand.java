package dev.muninn.embedding;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.ServiceKey;
import dev.muninn.media.signal.CborSerializable;
import java.util.List;

/**
 * What an embedding worker is told. Workers find their dispatchers by {@link
 * EmbeddingSignal#DISPATCHERS} and announce themselves; work is then pulled, never pushed.
 */
public sealed interface WorkerCommand extends CborSerializable {
  /** Where workers register. */
  ServiceKey<WorkerCommand> WORKERS = ServiceKey.create(WorkerCommand.class, "embedding-workers");

  /** Where workers register that can fill a space with pictures. */
  static ServiceKey<WorkerCommand> workersOf(EmbeddingSpace space) {
    return ServiceKey.create(WorkerCommand.class, "embedding-workers-" + space.id());
  }

  /**
   * The work of one {@code Ready}, or a part of it that fits into a frame; answered by {@link
   * EmbeddingSignal.Answered}, ended by {@link EmbeddingSignal.Finished} or {@link
   * EmbeddingSignal.Declined}.
   */
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

  /** The dispatcher has no use for this worker as it is; {@code words} say why. */
  record Refused(String words) implements WorkerCommand {}

  /**
   * The spaces that vectors are wanted in, the one that answers searches first; told to workers
   * that follow ({@link WorkerFacts#follows()}) each time they announce other ones.
   */
  record Wanted(List<WantedModel> models) implements WorkerCommand {
    public Wanted {
      models = List.copyOf(models);
    }

    public List<EmbeddingSpace> spaces() {
      return models.stream().map(WantedModel::space).toList();
    }
  }

  /**
   * @param pack the name of the model pack that makes the vectors of the space
   */
  record WantedModel(EmbeddingSpace space, String pack) {}

  /** Finish what is held, take no more; answers when nothing is held and the worker is gone. */
  record Drain(ActorRef<Done> replyTo) implements WorkerCommand {}

  /** As {@link Drain}, but what is held is given back at once: the node stops. */
  record Leave(ActorRef<Done> replyTo) implements WorkerCommand {}

  /** Asks what it is. */
  record Describe(ActorRef<WorkerFacts> replyTo) implements WorkerCommand {}
}
