package dev.muninn.ingest;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import com.typesafe.config.Config;
import dev.muninn.blob.BlobStore;
import dev.muninn.blob.DerivedStore;
import dev.muninn.blob.Originals;
import dev.muninn.blob.PictureDecoder;
import dev.muninn.blob.StagingArea;
import dev.muninn.catalog.ChangeFeed;
import dev.muninn.catalog.FileChecks;
import dev.muninn.catalog.Imports;
import dev.muninn.catalog.MediaEdits;
import dev.muninn.catalog.MediaIntake;
import dev.muninn.catalog.PipelineBoard;
import dev.muninn.catalog.PipelineControl;
import dev.muninn.catalog.PipelineGauges;
import dev.muninn.cluster.NodeRole;
import dev.muninn.cluster.NodeSettings;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.embedding.EmbeddingWorkers;
import dev.muninn.ingest.entity.MediaItem;
import dev.muninn.ingest.entity.MediaItemSettings;
import dev.muninn.ingest.entity.ShardedEdits;
import dev.muninn.ingest.integrity.IntegrityModule;
import dev.muninn.ingest.media.DecodingSettings;
import dev.muninn.ingest.media.DecodingTools;
import dev.muninn.ingest.pipeline.PipelineModule;
import dev.muninn.ingest.pipeline.PipelineProjection;
import dev.muninn.ingest.pipeline.Reach;
import dev.muninn.ingest.pipeline.feed.JournalChangeFeed;
import dev.muninn.ingest.reach.NodeReach;
import dev.muninn.ingest.reach.ReachWatch;
import dev.muninn.ingest.source.MountedRoots;
import dev.muninn.ingest.source.SourceLooks;
import dev.muninn.ingest.source.SourceModule;
import dev.muninn.ingest.source.SourceSettings;
import dev.muninn.ingest.source.SourceViews;
import dev.muninn.ingest.stage.CagedPictures;
import dev.muninn.ingest.stage.LocalPass;
import dev.muninn.ingest.storage.StorageModule;
import dev.muninn.ingest.storage.StorageSettings;
import dev.muninn.ingest.wake.WakeHook;
import dev.muninn.media.signal.SpacePlans;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

/** The write side of a node: storage, entities, sources, stages, the pipeline. */
public final class IngestModule {
  private final Ports ports;
  private final PipelineModule pipeline;
  private final IntegrityModule integrity;
  private final DecodingTools tools;

  private IngestModule(
      Ports ports, PipelineModule pipeline, IntegrityModule integrity, DecodingTools tools) {
    this.ports = ports;
    this.pipeline = pipeline;
    this.integrity = integrity;
    this.tools = tools;
  }

  /** What the other modules of the node call. */
  public record Ports(
      MediaIntake intake,
      MediaEdits edits,
      StagingArea staging,
      BlobStore blobs,
      DerivedStore derived,
      Originals originals,
      PictureDecoder pictures,
      FileChecks fileChecks,
      PipelineBoard board,
      PipelineControl control,
      PipelineGauges gauges,
      EmbeddingWorkers workers,
      Imports imports,
      ChangeFeed changes) {
    public Ports {
      Objects.requireNonNull(intake, "intake");
      Objects.requireNonNull(edits, "edits");
      Objects.requireNonNull(staging, "staging");
      Objects.requireNonNull(blobs, "blobs");
      Objects.requireNonNull(derived, "derived");
      Objects.requireNonNull(originals, "originals");
      Objects.requireNonNull(pictures, "pictures");
      Objects.requireNonNull(fileChecks, "fileChecks");
      Objects.requireNonNull(board, "board");
      Objects.requireNonNull(control, "control");
      Objects.requireNonNull(gauges, "gauges");
      Objects.requireNonNull(workers, "workers");
      Objects.requireNonNull(imports, "imports");
      Objects.requireNonNull(changes, "changes");
    }
  }

  /**
   * Starts everything in its order: storage, entities, decoders, the pipeline, sources. Blocking.
   * The settings of storage, sources and decoding are read from the system's configuration.
   *
   * @param plans the spaces that items owe their vectors in
   * @throws IOException when a folder cannot be made or the programs cannot be unpacked
   */
  public static IngestModule start(
      ActorSystem<?> system,
      NodeSettings node,
      Databases databases,
      JournalReader journal,
      JournalProjections projections,
      IngestSettings settings,
      SpacePlans plans)
      throws IOException {
    SourceViews views = new SourceViews(databases.writer());
    StorageModule storage =
        StorageModule.open(
            node.data(),
            StorageSettings.of(system.settings().config()),
            new MountedRoots(views),
            databases.writer());
    return start(system, node, databases, journal, projections, settings, plans, views, storage);
  }

  /** As the other one, on storage that is open. */
  static IngestModule start(
      ActorSystem<?> system,
      NodeSettings node,
      Databases databases,
      JournalReader journal,
      JournalProjections projections,
      IngestSettings settings,
      SpacePlans plans,
      SourceViews views,
      StorageModule storage)
      throws IOException {
    Config config = system.settings().config();
    Clock clock = Clock.systemUTC();
    MediaItemSettings items = itemSettings(settings, clock);
    if (node.has(NodeRole.CORE)) {
      FirstReplay replay = new FirstReplay(system, journal, items);
      if (storage.settings().shared()) {
        replay.run();
      } else {
        replay.runInBackground();
      }
    }
    MediaItem.init(system, items);
    DecodingTools tools =
        DecodingTools.start(
            DecodingSettings.of(
                config.getConfig("muninn.ingest.media"), node.data().tmp().resolve("programs")));
    Executor stages =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.stage-dispatcher"));
    LocalPass local =
        new LocalPass(
            storage.blobs(),
            storage.staging(),
            storage.sourceFiles(),
            storage.derived(),
            tools,
            stages,
            clock);
    Optional<NodeReach> reach = reach(system, node, databases, settings, views, storage);
    PipelineModule pipeline =
        PipelineModule.start(
            new PipelineModule.Place(system, databases, journal, projections, clock, node.name()),
            settings.pipeline(),
            local,
            reach.isPresent() ? reach.get() : storage.floor(),
            reach.isPresent() ? reach.get() : Reach.ALONE,
            plans);
    EmbeddingWorkers workers = pipeline.ports().workers();
    WakeHook.start(system, pipeline.ports().gauges(), () -> workers.present(plans.now().active()));
    SourceModule sources =
        SourceModule.start(
            system,
            storage,
            views,
            projections,
            SourceSettings.of(config),
            node.data().root(),
            clock,
            node.name());
    IntegrityModule integrity =
        IntegrityModule.start(
            system, node, storage, databases, journal, projections, PipelineProjection.NAME, clock);
    Ports ports =
        new Ports(
            sources.intake(),
            new ShardedEdits(system, settings.pipeline().askTimeout()),
            storage.staging(),
            storage.blobs(),
            storage.derived(),
            integrity.originals(),
            new CagedPictures(
                storage.staging(),
                storage.derived(),
                tools,
                system
                    .dispatchers()
                    .lookup(DispatcherSelector.fromConfig("muninn.blocking-dispatcher"))),
            integrity.checks(),
            pipeline.ports().board(),
            pipeline.ports().control(),
            pipeline.ports().gauges(),
            pipeline.ports().workers(),
            sources.imports(),
            new JournalChangeFeed(system, journal, database(system)));
    return new IngestModule(ports, pipeline, integrity, tools);
  }

  /**
   * Empty on a node that is alone. What others reach they must hear of nodes that work on files.
   */
  private static Optional<NodeReach> reach(
      ActorSystem<?> system,
      NodeSettings node,
      Databases databases,
      IngestSettings settings,
      SourceViews views,
      StorageModule storage) {
    if (!storage.settings().shared()) {
      ReachWatch.nobodyElse(databases.writer());
      return Optional.empty();
    }
    if (settings.pipeline().parallelism() == 0) {
      return Optional.empty();
    }
    Executor blocking =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.blocking-dispatcher"));
    Duration every = storage.settings().reachEvery();
    NodeReach reach =
        new NodeReach(
            storage.mark(),
            new SourceLooks(views)::all,
            storage.floor(),
            storage.probe(),
            every.multipliedBy(2),
            blocking,
            System::nanoTime);
    ReachWatch.start(system, reach, databases.writer(), node.name(), every, blocking);
    return Optional.of(reach);
  }

  private static Executor database(ActorSystem<?> system) {
    return system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.database-dispatcher"));
  }

  private static MediaItemSettings itemSettings(IngestSettings settings, Clock clock) {
    return new MediaItemSettings(
        settings.retries(),
        clock,
        () -> ThreadLocalRandom.current().nextDouble(-1, 1),
        settings.restartFirst(),
        settings.restartCap(),
        settings.restartJitter());
  }

  public Ports ports() {
    return ports;
  }

  /** Part of a drain: ends the checks, claims no more, frees the leases, ends the decoders. */
  public CompletionStage<Done> stop() {
    integrity.stop();
    return pipeline.stop().whenCompleteAsync((done, failure) -> tools.close());
  }
}
