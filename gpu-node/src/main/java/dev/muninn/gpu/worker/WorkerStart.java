package dev.muninn.gpu.worker;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AskPattern;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.WorkerCommand;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Starts the worker of a node; when the node stops, it gives back what it holds. */
public final class WorkerStart {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private WorkerStart() {}

  /**
   * @param models those that are loaded at the moment
   * @param node the name under which this node's work is told
   */
  public static void on(
      ActorSystem<?> system,
      Supplier<List<EmbeddingModel>> models,
      ProxySource proxies,
      WorkerSettings settings,
      String node) {
    ActorRef<EmbeddingWorker.Message> worker =
        system.systemActorOf(
            EmbeddingWorker.create(models, proxies, settings, node, Clock.systemUTC()),
            "embedding-worker",
            Props.empty());
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeServiceUnbind(),
            "embedding-worker-leaves",
            () ->
                AskPattern.<EmbeddingWorker.Message, Done>ask(
                        worker,
                        replyTo ->
                            new EmbeddingWorker.Message.Command(new WorkerCommand.Leave(replyTo)),
                        PATIENCE,
                        system.scheduler())
                    // one that was drained before answers no more
                    .exceptionally(late -> Done.getInstance()));
  }
}
