package dev.muninn.ingest.source;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.SingletonActor;
import dev.muninn.catalog.Imports;
import dev.muninn.catalog.MediaIntake;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.ingest.entity.ImportSession;
import dev.muninn.ingest.entity.Source;
import dev.muninn.ingest.storage.StorageModule;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Uploads and imports of a node, as ports. */
public record SourceModule(MediaIntake intake, Imports imports) {

  /**
   * Makes {@code Source} and {@code ImportSession} sharded entities, starts the projection {@code
   * sources}, the scans that are owed, and the sweep of the staging area. The sharding of {@code
   * MediaItem} must be started by the caller.
   *
   * @param views the same that the storage was opened with
   * @param dataFolder the root of the data folder, which no source may touch
   * @param node the name of this node, for events
   */
  public static SourceModule start(
      ActorSystem<?> system,
      StorageModule storage,
      SourceViews views,
      JournalProjections projections,
      SourceSettings settings,
      Path dataFolder,
      Clock clock,
      String node) {
    Source.init(system, clock);
    ImportSession.init(system, clock);
    projections.start(SourceProjection.SPEC, SourceProjection::new);
    Executor blocking =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.blocking-dispatcher"));
    Entities entities = new Entities(system, settings.askTimeout());
    ScanTools tools =
        new ScanTools(
            entities,
            views,
            atMost ->
                projections.awaitFresh(SourceProjection.NAME, atMost).toCompletableFuture().join(),
            storage.mediaIds(),
            storage.floor(),
            settings,
            dataFolder,
            blocking,
            clock,
            node);
    ActorRef<ScanCoordinator.Command> coordinator = coordinator(system, tools);
    new StagingSweep(storage, views, projections, clock, blocking).start(system);
    return new SourceModule(
        new Uploads(
            entities,
            storage.mediaIds(),
            storage.staging(),
            storage.blobs(),
            blocking,
            clock,
            node),
        new ImportService(
            tools,
            new SourceRules(dataFolder),
            () -> coordinator.tell(new ScanCoordinator.Nudge())));
  }

  private static ActorRef<ScanCoordinator.Command> coordinator(
      ActorSystem<?> system, ScanTools tools) {
    RunningScans scans = new RunningScans();
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeServiceUnbind(),
            "stop-scans",
            () -> scans.stopAll().thenApply(nothing -> Done.getInstance()));
    return ClusterSingleton.get(system)
        .init(
            SingletonActor.of(
                Behaviors.supervise(ScanCoordinator.create(tools, new SourceWatch(tools), scans))
                    .onFailure(
                        SupervisorStrategy.restartWithBackoff(
                            Duration.ofSeconds(1), Duration.ofSeconds(30), 0.2)),
                "scans"));
  }
}
