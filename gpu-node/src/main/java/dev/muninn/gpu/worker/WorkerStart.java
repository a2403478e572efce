package dev.muninn.gpu.worker;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AskPattern;
import dev.muninn.embedding.WorkerCommand;
import java.time.Clock;
import java.time.Duration;

/** Starts the worker of a node; when the node stops, it gives back what it holds. */
public final class WorkerStart {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private WorkerStart() {}

  /**
   * @param node the name under which this node's work is told
   */
  public static void on(
      ActorSystem<?> system,
      WorkerModels models,
      ProxySource proxies,
      WorkerSettings settings,
      String node) {
    ActorRef<WorkerMessage> worker =
        system.systemActorOf(
            EmbeddingWorker.create(
                models,
                proxies,
                Cards.ofMachine(
                    system
                        .dispatchers()
                        .lookup(DispatcherSelector.fromConfig("muninn.blocking-dispatcher"))),
                settings,
                node,
                Clock.systemUTC()),
            "embedding-worker",
            Props.empty());
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeServiceUnbind(),
            "embedding-worker-leaves",
            () ->
                AskPattern.<WorkerMessage, Done>ask(
                        worker,
                        replyTo -> new WorkerMessage.Command(new WorkerCommand.Leave(replyTo)),
                        PATIENCE,
                        system.scheduler())
                    // one that was drained before answers no more
                    .exceptionally(late -> Done.getInstance()));
  }
}
