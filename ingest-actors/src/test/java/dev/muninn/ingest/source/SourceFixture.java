package dev.muninn.ingest.source;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.ConfigFactory;
import dev.muninn.blob.StagedBlob;
import dev.muninn.blob.StagedWrite;
import dev.muninn.catalog.Imports.SessionProgress;
import dev.muninn.catalog.Imports.SourceOutcome;
import dev.muninn.catalog.Imports.SourceRow;
import dev.muninn.catalog.Imports.SourceSpec;
import dev.muninn.catalog.MediaIntake;
import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.ingest.entity.MediaItem;
import dev.muninn.ingest.entity.TestItems;
import dev.muninn.ingest.storage.StorageModule;
import dev.muninn.ingest.storage.StorageSettings;
import dev.muninn.ingest.storage.TestDisk;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Custody;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import dev.muninn.media.StagedRef;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** A node's sources on a real database, with real media items, and nothing that does their work. */
final class SourceFixture implements AutoCloseable {

  static final OrgId ORG = new OrgId("home");
  static final long FLOOR_BYTES = 1000;
  static final ParticipantId ANNA = ParticipantId.random();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final TestDatabase database;
  final Path data;
  final StorageModule storage;
  final SourceViews views;
  final SourceModule module;
  private final ActorTestKit kit;
  private final JournalReader reader;
  private final JournalProjections projections;

  /** A node over a database, which may hold the journal of an earlier node. */
  SourceFixture(TestDatabase database, Path data) throws IOException {
    this(database, data, () -> 1L << 40);
  }

  /**
   * A node whose disk has so much room left. It is asked before each file that is taken in; so a
   * test can make things happen in the middle of a scan there.
   */
  SourceFixture(TestDatabase database, Path data, LongSupplier freeBytes) throws IOException {
    this.database = database;
    this.data = data;
    kit =
        ActorTestKit.create(
            "muninn",
            ConfigFactory.parseString(
                    """
                    muninn.ingest.source.watch-interval = 1s
                    muninn.ingest.source.room-interval = 50ms
                    akka.coordinated-shutdown.run-by-actor-system-terminate = off
                    """)
                .withFallback(database.akkaConfig()));
    Cluster cluster = Cluster.get(kit.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    reader = new JournalReader(kit.system(), database.databases());
    projections = new JournalProjections(kit.system(), database.databases(), reader);
    views = new SourceViews(database.databases().writer());
    storage =
        TestDisk.open(
            new DataFolder(data),
            new StorageSettings(FLOOR_BYTES, Duration.ofHours(1), Duration.ofHours(1)),
            new MountedRoots(views),
            database.databases().writer(),
            freeBytes);
    MediaItem.init(kit.system(), TestItems.SETTINGS);
    module =
        SourceModule.start(
            kit.system(),
            storage,
            views,
            projections,
            SourceSettings.of(kit.system().settings().config()),
            data,
            Clock.systemUTC(),
            "test-node");
  }

  SourceId source(Path root, Custody custody, boolean watch) {
    SourceOutcome outcome = await(module.imports().create(ORG, spec(root, custody, watch), ANNA));
    return ((SourceOutcome.Created) outcome).sourceId();
  }

  static SourceSpec spec(Path root, Custody custody, boolean watch) {
    return new SourceSpec("Photos", root.toString(), custody, watch, List.of(), List.of());
  }

  /** Scans to the end. */
  SessionProgress scan(SourceId source) {
    return ended(await(module.imports().scan(ORG, source, ANNA)).orElseThrow());
  }

  SessionProgress ended(SessionId session) {
    eventually(() -> progress(session).done());
    // the session hears of the end before its source
    eventually(
        () ->
            query("SELECT 1 FROM view.source_scan WHERE session_id = '" + session + "'").isEmpty());
    fresh();
    return progress(session);
  }

  SessionProgress progress(SessionId session) {
    return await(module.imports().session(ORG, session)).orElseThrow();
  }

  SourceRow row(SourceId source) {
    return await(module.imports().sources(ORG)).stream()
        .filter(row -> row.sourceId().equals(source))
        .findFirst()
        .orElseThrow();
  }

  /** Seen, new, known, unsupported, failed, left. */
  static List<Long> numbers(SessionProgress session) {
    return List.of(
        session.seen(),
        session.fresh(),
        session.known(),
        session.unsupported(),
        session.failed(),
        session.left());
  }

  void fresh() {
    if (await(projections.awaitFresh(SourceProjection.NAME, PATIENCE)) > 0) {
      throw new AssertionError("the projection does not catch up");
    }
  }

  StagedBlob stage(byte[] bytes) throws IOException {
    try (StagedWrite write = storage.staging().begin(ORG)) {
      write.write(ByteBuffer.wrap(bytes));
      return write.seal();
    }
  }

  CompletionStage<MediaIntake.Receipt> upload(byte[] bytes, String name) throws IOException {
    return module
        .intake()
        .accept(
            new MediaIntake.Upload(
                ORG, stage(bytes), name, Lane.INTERACTIVE, ANNA, Optional.empty(), Instant.now()));
  }

  List<String> query(String sql) {
    try (Connection connection = database.databases().writer().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> out = new ArrayList<>();
      while (rows.next()) {
        out.add(rows.getString(1));
      }
      return out;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  Set<String> knownPaths() {
    return Set.copyOf(query("SELECT path FROM view.source_file"));
  }

  /** The known paths of one source. */
  Set<String> knownPaths(SourceId source) {
    return Set.copyOf(
        query("SELECT path FROM view.source_file WHERE source_id = '" + source + "'"));
  }

  /** How many events of this class name this id. */
  long events(String type, String id) {
    return query(
            "SELECT persistence_id FROM journal.event_journal WHERE event_ser_manifest LIKE '%$"
                + type
                + "' AND position(convert_to('"
                + id
                + "', 'UTF8') IN event_payload) > 0")
        .size();
  }

  /** An item that says it has these contents, whatever its id says. */
  void acquire(MediaId mediaId, ContentHash hash) {
    MediaItemReply reply =
        await(
            ClusterSharding.get(kit.system())
                .entityRefFor(MediaItemKey.TYPE_KEY, new MediaItemKey(ORG, mediaId).entityId())
                .<MediaItemReply>ask(replyTo -> acquireOf(hash, replyTo), PATIENCE));
    if (!(reply instanceof MediaItemReply.Accepted)) {
      throw new AssertionError(reply);
    }
  }

  private static MediaItemCommand acquireOf(ContentHash hash, ActorRef<MediaItemReply> replyTo) {
    return new MediaItemCommand.Acquire(
        Custody.COPY,
        "claimed.jpg",
        1,
        MediaType.JPEG,
        hash,
        Lane.BULK,
        new ByteOrigin.Staged(StagedRef.random()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(ANNA),
        Optional.empty(),
        new StepRun("test-node", 1, Instant.EPOCH, 1),
        replyTo);
  }

  /** How many events of this class the journal holds. */
  long events(String type) {
    return query(
            "SELECT persistence_id FROM journal.event_journal WHERE event_ser_manifest LIKE '%$"
                + type
                + "'")
        .size();
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static void eventually(BooleanSupplier claim) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!claim.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not so within " + PATIENCE);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** Random bytes behind the first bytes of a JPEG. */
  static byte[] jpeg(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    System.arraycopy(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, 0, bytes, 0, 3);
    return bytes;
  }

  /**
   * Ends the node as a kill does it: nothing is asked to stop, and nobody waits for a scan. The
   * database stays.
   */
  @Override
  public void close() {
    close(() -> {});
  }

  /** Ends the node; {@code last} is what the test does just before its actors go. */
  void close(Runnable last) {
    projections.close();
    reader.close();
    last.run();
    kit.shutdownTestKit();
  }
}
