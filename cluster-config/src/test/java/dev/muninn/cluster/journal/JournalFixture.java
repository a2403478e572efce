package dev.muninn.cluster.journal;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializer;
import akka.serialization.Serializers;
import dev.muninn.cluster.jdbc.DatabaseAccess;
import dev.muninn.cluster.jdbc.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A database, an actor system, and a pen for the journal that holds its transactions open. */
final class JournalFixture implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  final TestDatabase database = TestDatabase.create();
  final ActorTestKit kit = ActorTestKit.create(database.akkaConfig());
  final JournalReader reader = new JournalReader(kit.system(), database.databases());
  final JournalProjections projections =
      new JournalProjections(kit.system(), database.databases(), reader);

  Connection begin() throws SQLException {
    Connection c = database.databases().writer().getConnection();
    c.setAutoCommit(false);
    return c;
  }

  void commit(Connection c) throws SQLException {
    c.commit();
    c.setAutoCommit(true);
    c.close();
    JournalCommits.of(kit.system()).committed();
  }

  void rollback(Connection c) throws SQLException {
    c.rollback();
    c.setAutoCommit(true);
    c.close();
  }

  /** Inserts as the plugin does. */
  void write(Connection c, String persistenceId, long sequenceNr, Object event)
      throws SQLException {
    Serialization serialization = SerializationExtension.get(Adapter.toClassic(kit.system()));
    Serializer serializer = serialization.findSerializerFor(event);
    insert(
        c,
        persistenceId,
        sequenceNr,
        serializer.identifier(),
        Serializers.manifestFor(serializer, event),
        serializer.toBinary(event));
  }

  void insert(
      Connection c,
      String persistenceId,
      long sequenceNr,
      int serId,
      String manifest,
      byte[] payload)
      throws SQLException {
    try (PreparedStatement s =
        c.prepareStatement(
            "INSERT INTO journal.event_journal (persistence_id, sequence_number, writer,"
                + " write_timestamp, event_ser_id, event_ser_manifest, event_payload)"
                + " VALUES (?, ?, 'test', ?, ?, ?, ?)")) {
      s.setString(1, persistenceId);
      s.setLong(2, sequenceNr);
      s.setLong(3, System.currentTimeMillis());
      s.setInt(4, serId);
      s.setString(5, manifest);
      s.setBytes(6, payload);
      s.executeUpdate();
    }
  }

  void writeNow(String persistenceId, long sequenceNr, String words) throws SQLException {
    Connection c = begin();
    try {
      write(c, persistenceId, sequenceNr, new Noted(words));
      commit(c);
    } catch (SQLException e) {
      c.close();
      throw e;
    }
  }

  List<String> query(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection c = database.databases().writer().getConnection();
        Statement s = c.createStatement();
        ResultSet rows = s.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  void execute(String sql) throws SQLException {
    try (Connection c = database.databases().writer().getConnection();
        Statement s = c.createStatement()) {
      s.execute(sql);
    }
  }

  void ownerExecutes(String sql) throws SQLException {
    DatabaseAccess access = database.access();
    try (Connection c =
            DriverManager.getConnection(
                access.url(), access.owner().user(), access.owner().password());
        Statement s = c.createStatement()) {
      s.execute(sql);
    }
  }

  /** Ends every session of the writer on this database but the one that asks. */
  void killSessions() throws SQLException {
    query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user"
            + " AND datname = current_database() AND pid <> pg_backend_pid()");
  }

  static void eventually(BooleanSupplier claim) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!claim.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not so within " + PATIENCE);
      }
      Thread.onSpinWait();
      LockSupport.parkNanos(2_000_000);
    }
  }

  static String words(JournalEvent event) {
    return ((Noted) event.event()).words();
  }

  @Override
  public void close() {
    projections.close();
    reader.close();
    kit.shutdownTestKit();
    database.close();
  }
}
