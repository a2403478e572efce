package dev.muninn.query;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializer;
import akka.serialization.Serializers;
import com.typesafe.config.ConfigFactory;
import dev.muninn.cluster.jdbc.TenantSql;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.cluster.journal.JournalCommits;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.query.projection.MediaViewProjection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A database with a journal that the test writes itself, and the read side on top of it. */
public final class QueryFixture implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  public final TestDatabase database = TestDatabase.create();
  public final ActorTestKit kit = ActorTestKit.create(database.akkaConfig());
  public final JournalReader reader = new JournalReader(kit.system(), database.databases());
  public final JournalProjections projections =
      new JournalProjections(kit.system(), database.databases(), reader);
  public final ChangingPlans plans = new ChangingPlans(Happenings.SPACE);
  public final WordModels models = new WordModels();
  public final Queue<MediaItemKey> reported = new ConcurrentLinkedQueue<>();
  private final Map<String, Long> numbers = new HashMap<>();

  public QueryModule start(Path dataDir) {
    return start(dataDir, "");
  }

  /** With settings in HOCON over the usual ones. */
  public QueryModule start(Path dataDir, String settings) {
    return QueryModule.start(
        kit.system(),
        database.databases(),
        new TenantSql(database.databases()),
        reader,
        projections,
        QuerySettings.from(
            ConfigFactory.parseString(settings).withFallback(kit.system().settings().config())),
        plans,
        models,
        dataDir,
        "node-1",
        (key, result) -> {
          reported.add(key);
          return CompletableFuture.completedFuture(new MediaItemReply.Accepted(1));
        });
  }

  /** Stops what {@code start} started, but not the fixture. */
  public void stop(QueryModule module) {
    module.close();
    projections.stop(MediaViewProjection.NAME);
  }

  /** Persists events of an item in one transaction, as the plugin does. */
  public void happens(OrgId org, MediaId id, MediaItemEvent... events) throws SQLException {
    String pid = new MediaItemKey(org, id).persistenceId();
    try (Connection c = database.databases().writer().getConnection()) {
      c.setAutoCommit(false);
      for (MediaItemEvent event : events) {
        insert(c, pid, numbers.merge(pid, 1L, Long::sum), event);
      }
      c.commit();
      c.setAutoCommit(true);
    }
    JournalCommits.of(kit.system()).committed();
  }

  private void insert(Connection c, String pid, long number, MediaItemEvent event)
      throws SQLException {
    Serialization serialization = SerializationExtension.get(Adapter.toClassic(kit.system()));
    Serializer serializer = serialization.findSerializerFor(event);
    try (PreparedStatement s =
        c.prepareStatement(
            "INSERT INTO journal.event_journal (persistence_id, sequence_number, writer,"
                + " write_timestamp, event_ser_id, event_ser_manifest, event_payload)"
                + " VALUES (?, ?, 'test', ?, ?, ?, ?)")) {
      s.setString(1, pid);
      s.setLong(2, number);
      s.setLong(3, System.currentTimeMillis());
      s.setInt(4, serializer.identifier());
      s.setString(5, Serializers.manifestFor(serializer, event));
      s.setBytes(6, serializer.toBinary(event));
      s.executeUpdate();
    }
  }

  /** The first column of each row, as the writer. */
  public List<String> query(String sql) throws SQLException {
    try (Connection c = database.databases().writer().getConnection()) {
      return query(c, sql);
    }
  }

  public static List<String> query(Connection c, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement s = c.createStatement();
        ResultSet rows = s.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  public void execute(String sql) throws SQLException {
    try (Connection c = database.databases().writer().getConnection();
        Statement s = c.createStatement()) {
      s.execute(sql);
    }
  }

  public static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(15, TimeUnit.SECONDS).join();
  }

  /** Whether somebody opens the latch in time. */
  public static boolean passes(CountDownLatch latch) {
    try {
      return latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public static void eventually(BooleanSupplier claim) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!claim.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not so within " + PATIENCE);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Override
  public void close() {
    projections.close();
    reader.close();
    kit.shutdownTestKit();
    database.close();
  }
}
