package dev.muninn.ingest.pipeline;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Props;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import dev.muninn.catalog.PipelineBoard;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.jdbc.TenantSql;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.ingest.pipeline.story.StoryTeller;
import dev.muninn.ingest.stage.Stage;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The pipeline of a node: its views, its dispatchers, its board. */
public final class PipelineModule {
  private static final Duration STOP = Duration.ofSeconds(5);

  private final ActorSystem<?> system;
  private final ActorRef<StageDispatcher.Command> stages;
  private final ActorRef<EmbedDispatcher.Command> embeds;
  private final PipelineBoard board;

  private PipelineModule(
      ActorSystem<?> system,
      ActorRef<StageDispatcher.Command> stages,
      ActorRef<EmbedDispatcher.Command> embeds,
      PipelineBoard board) {
    this.system = system;
    this.stages = stages;
    this.embeds = embeds;
    this.board = board;
  }

  /**
   * Frees the leases of earlier lives, starts the projection and the dispatchers. Blocking.
   *
   * @param local the pass over a local file
   * @param active the space whose work is owed
   */
  public static PipelineModule start(
      ActorSystem<?> system,
      Databases databases,
      JournalReader journal,
      JournalProjections projections,
      PipelineSettings settings,
      Stage local,
      EmbeddingSpace active,
      Clock clock,
      String node) {
    Executor database =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.database-dispatcher"));
    WorkLeases leases =
        new WorkLeases(databases.writer(), node, UUID.randomUUID().toString(), settings);
    leases.freeEarlierLives();
    ItemReports reports = new ItemReports(system, settings);
    ActorRef<StageDispatcher.Command> stages =
        system.systemActorOf(
            supervised(
                StageDispatcher.create(
                    leases, new LocalRun(local, reports, settings, clock, node), settings)),
            "stage-dispatcher",
            Props.empty());
    EmbedRun embedding = new EmbedRun(leases, reports, active, settings, clock, node, database);
    ActorRef<EmbedDispatcher.Command> embeds =
        system.systemActorOf(
            supervised(EmbedDispatcher.create(embedding, active, settings, clock)),
            "embed-dispatcher",
            Props.empty());
    projections.start(
        PipelineProjection.SPEC, () -> new PipelineProjection(active, () -> wake(stages, embeds)));
    PipelineBoard board =
        new JournaledPipelineBoard(
            new TenantSql(databases),
            journal,
            projections,
            reports,
            new StoryTeller(active),
            database);
    return new PipelineModule(system, stages, embeds, board);
  }

  private static <T> Behavior<T> supervised(Behavior<T> behavior) {
    return Behaviors.supervise(behavior)
        .onFailure(
            SupervisorStrategy.restartWithBackoff(
                Duration.ofMillis(500), Duration.ofSeconds(10), 0.2));
  }

  private static void wake(
      ActorRef<StageDispatcher.Command> stages, ActorRef<EmbedDispatcher.Command> embeds) {
    stages.tell(new StageDispatcher.Wake());
    embeds.tell(new EmbedDispatcher.Wake());
  }

  public PipelineBoard board() {
    return board;
  }

  /** Claims no more and frees the leases: part of a drain. */
  public CompletionStage<Done> stop() {
    CompletionStage<Done> noMoreEmbeds =
        AskPattern.ask(embeds, EmbedDispatcher.Stop::new, STOP, system.scheduler());
    return noMoreEmbeds.thenCompose(
        done -> AskPattern.ask(stages, StageDispatcher.Stop::new, STOP, system.scheduler()));
  }
}
