package dev.muninn.ingest;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.muninn.catalog.FileChecks;
import dev.muninn.catalog.MediaIntake;
import dev.muninn.catalog.PipelineBoard;
import dev.muninn.catalog.PipelineControl;
import dev.muninn.catalog.PipelineCounts;
import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.NodeRole;
import dev.muninn.cluster.NodeSettings;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.ingest.source.MountedRoots;
import dev.muninn.ingest.source.SourceViews;
import dev.muninn.ingest.storage.SourceRoots;
import dev.muninn.ingest.storage.StorageModule;
import dev.muninn.ingest.storage.StorageSettings;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.SpacePlan;
import dev.muninn.media.signal.SpacePlans;
import dev.muninn.media.signal.StageResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** The write side of one node on a test database, with a fake embedding worker. */
final class TestNode {
  private final ActorSystem<Void> system;
  private final JournalReader journal;
  private final JournalProjections projections;
  private final IngestModule ingest;

  private TestNode(
      ActorSystem<Void> system,
      JournalReader journal,
      JournalProjections projections,
      IngestModule ingest) {
    this.system = system;
    this.journal = journal;
    this.projections = projections;
    this.ingest = ingest;
  }

  /** Where the node keeps its files. */
  interface StorageOf {
    StorageModule open(DataFolder data, SourceRoots roots) throws IOException;
  }

  static TestNode start(TestDatabase database, Path folder) throws IOException {
    return start(database, folder, "");
  }

  /**
   * @param settings configuration of the test, as text
   */
  static TestNode start(TestDatabase database, Path folder, String settings) throws IOException {
    Config config = ConfigFactory.parseString(settings).withFallback(database.akkaConfig());
    StorageSettings storage = StorageSettings.of(config);
    return start(
        database,
        folder,
        config,
        (data, roots) -> StorageModule.open(data, storage, roots, database.databases().writer()));
  }

  static TestNode start(TestDatabase database, Path folder, Config config, StorageOf storage)
      throws IOException {
    TestNode node = startWithoutWorker(database, folder, config, storage);
    node.startWorker();
    return node;
  }

  /** Nobody is there who embeds. */
  static TestNode startWithoutWorker(TestDatabase database, Path folder) throws IOException {
    Config config = database.akkaConfig();
    StorageSettings storage = StorageSettings.of(config);
    return startWithoutWorker(
        database,
        folder,
        config,
        (data, roots) -> StorageModule.open(data, storage, roots, database.databases().writer()));
  }

  void startWorker() {
    system.systemActorOf(FakeEmbedder.create(), "fake-embedder", Props.empty());
  }

  private static TestNode startWithoutWorker(
      TestDatabase database, Path folder, Config config, StorageOf storage) throws IOException {
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "muninn", config);
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    JournalReader journal = new JournalReader(system, database.databases());
    JournalProjections projections = new JournalProjections(system, database.databases(), journal);
    Files.createDirectories(folder);
    DataFolder data = new DataFolder(folder);
    Files.createDirectories(data.tmp());
    SourceViews views = new SourceViews(database.databases().writer());
    IngestModule ingest =
        IngestModule.start(
            system,
            new NodeSettings("node-1", EnumSet.allOf(NodeRole.class), data),
            database.databases(),
            journal,
            projections,
            IngestSettings.of(system.settings().config()),
            SpacePlans.fixed(SpacePlan.seed(FakeEmbedder.SPACE, "fake")),
            views,
            storage.open(data, new MountedRoots(views)));
    return new TestNode(system, journal, projections, ingest);
  }

  MediaIntake.Receipt upload(OrgId org, String name, byte[] bytes) throws Exception {
    try (var write = ingest.ports().staging().begin(org)) {
      write.write(ByteBuffer.wrap(bytes));
      return get(
          ingest
              .ports()
              .intake()
              .accept(
                  new MediaIntake.Upload(
                      org,
                      write.seal(),
                      name,
                      Lane.BULK,
                      ParticipantId.random(),
                      Optional.empty(),
                      Instant.now())));
    }
  }

  IngestModule.Ports ports() {
    return ingest.ports();
  }

  FileChecks checks() {
    return ingest.ports().fileChecks();
  }

  PipelineBoard board() {
    return ingest.ports().board();
  }

  PipelineControl control() {
    return ingest.ports().control();
  }

  PipelineCounts counts(OrgId org) throws Exception {
    return get(board().counts(org, Optional.empty()));
  }

  /** Polls until the numbers are so, and fails with the last ones when they do not come. */
  PipelineCounts await(OrgId org, Predicate<PipelineCounts> so, Duration atMost) throws Exception {
    long deadline = System.nanoTime() + atMost.toNanos();
    PipelineCounts last = counts(org);
    while (!so.test(last)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("still " + last);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      last = counts(org);
    }
    return last;
  }

  MediaItemReply indexed(OrgId org, MediaId mediaId) throws Exception {
    StageResult result =
        new StageResult.Indexed(FakeEmbedder.SPACE, new StepRun("node-1", 1, Instant.now(), 1));
    return get(
        ClusterSharding.get(system)
            .entityRefFor(MediaItemKey.TYPE_KEY, new MediaItemKey(org, mediaId).entityId())
            .<MediaItemReply>ask(
                replyTo -> new MediaItemCommand.RecordResults(List.of(result), replyTo),
                Duration.ofSeconds(10)));
  }

  /** As a crash does it: nothing is drained, leases stay. */
  void crash() throws Exception {
    projections.close();
    journal.close();
    system.terminate();
    get(system.getWhenTerminated());
  }

  void stop() throws Exception {
    get(ingest.stop());
    crash();
  }

  static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
