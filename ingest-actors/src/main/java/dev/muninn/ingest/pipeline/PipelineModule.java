package dev.muninn.ingest.pipeline;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Props;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import dev.muninn.blob.DiskRoom;
import dev.muninn.catalog.PipelineBoard;
import dev.muninn.catalog.PipelineControl;
import dev.muninn.catalog.PipelineGauges;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.jdbc.TenantSql;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.EmbeddingWorkers;
import dev.muninn.ingest.pipeline.story.StoryTeller;
import dev.muninn.ingest.stage.Stage;
import dev.muninn.media.signal.SpacePlans;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The pipeline of a node: its views, its dispatchers, its board. */
public final class PipelineModule {
  private final WorkLeases leases;
  private final Dispatchers dispatchers;
  private final Executor database;
  private final Ports ports;

  private PipelineModule(
      WorkLeases leases, Dispatchers dispatchers, Executor database, Ports ports) {
    this.leases = leases;
    this.dispatchers = dispatchers;
    this.database = database;
    this.ports = ports;
  }

  /** What others ask of the pipeline. */
  public record Ports(
      PipelineBoard board,
      PipelineControl control,
      PipelineGauges gauges,
      EmbeddingWorkers workers) {}

  /** Where and for what the pipeline of this node works. */
  public record Place(
      ActorSystem<?> system,
      Databases databases,
      JournalReader journal,
      JournalProjections projections,
      Clock clock,
      String node) {}

  /**
   * Frees the leases of earlier lives, starts the projection and the dispatchers of the node's
   * roles. Blocking.
   *
   * @param local the pass over a local file
   * @param disk where the pass writes
   * @param reach which storage this node reaches
   * @param plans the spaces that items owe their vectors in
   */
  public static PipelineModule start(
      Place at,
      PipelineSettings settings,
      Stage local,
      DiskRoom disk,
      Reach reach,
      SpacePlans plans) {
    ActorSystem<?> system = at.system();
    DataSource writer = at.databases().writer();
    Executor database =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.database-dispatcher"));
    String incarnation = LeaseKeeper.incarnation(Cluster.get(system).selfMember());
    WorkLeases leases = new WorkLeases(writer, at.node(), incarnation, settings);
    leases.freeEarlierLives();
    Items items = new ShardedItems(system, settings.askTimeout());
    ItemReports reports = new ItemReports(items);
    Solitude solitude = new Solitude(System::nanoTime);
    CaughtUp caughtUp = new CaughtUp(() -> lagEvents(at.projections()));
    Duration patience = settings.suspectPatience();
    PassClaims locals =
        new PassClaims(leases, Pass.LOCAL, "", solitude, disk, reach, caughtUp, patience, database);
    Function<EmbeddingSpace, PassClaims> toEmbed =
        space ->
            new PassClaims(
                leases,
                Pass.EMBED,
                space.id(),
                solitude,
                disk,
                reach,
                caughtUp,
                patience,
                database);
    LocalRun run = new LocalRun(local, reports, reach, settings, at.clock(), at.node());
    EmbedRun embedding = new EmbedRun(leases, reports, settings, at.clock(), at.node(), database);
    system.systemActorOf(
        supervised(LeaseKeeper.create(leases, settings.renewal(), database)),
        "lease-keeper",
        Props.empty());
    Dispatchers dispatchers =
        new Dispatchers(
            system,
            () -> supervised(StageDispatcher.create(locals, leases, run, settings, database)),
            () -> supervised(EmbedDispatcher.create(toEmbed, embedding, plans, settings)));
    Consumer<Pass> wake = dispatchers::wake;
    EmbeddingSpace seed = plans.now().active();
    at.projections().start(PipelineProjection.SPEC, () -> new PipelineProjection(seed, wake));
    return new PipelineModule(
        leases, dispatchers, database, ports(at, items, disk, plans, wake, database));
  }

  private static Ports ports(
      Place at,
      Items items,
      DiskRoom disk,
      SpacePlans plans,
      Consumer<Pass> wake,
      Executor database) {
    TenantSql sql = new TenantSql(at.databases());
    DataSource writer = at.databases().writer();
    EmbeddingWorkers workers = new ListedWorkers(at.system());
    Supplier<EmbeddingSpace> active = () -> plans.now().active();
    PipelineBoard board =
        new JournaledPipelineBoard(
            sql,
            at.journal(),
            at.projections(),
            items,
            new StoryTeller(active),
            disk,
            new Embedders(workers, active),
            database);
    PipelineControl control =
        new JournaledPipelineControl(
            sql, writer, at.projections(), new RetryRun(at.system(), items), wake, database);
    return new Ports(board, control, new WriterGauges(writer, database), workers);
  }

  private static long lagEvents(JournalProjections projections) {
    String name = PipelineProjection.NAME;
    return projections.names().contains(name) ? projections.lagEvents(name) : Long.MAX_VALUE;
  }

  private static <T> Behavior<T> supervised(Behavior<T> behavior) {
    return Behaviors.supervise(behavior)
        .onFailure(
            SupervisorStrategy.restartWithBackoff(
                Duration.ofMillis(500), Duration.ofSeconds(10), 0.2));
  }

  public Ports ports() {
    return ports;
  }

  /** Claims no more, then frees the leases: part of a drain. */
  public CompletionStage<Done> stop() {
    return dispatchers
        .stop()
        .handle((done, late) -> Done.getInstance())
        .thenApplyAsync(
            done -> {
              leases.freeAll();
              return done;
            },
            database);
  }
}
