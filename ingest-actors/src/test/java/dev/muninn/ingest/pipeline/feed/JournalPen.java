package dev.muninn.ingest.pipeline.feed;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializer;
import akka.serialization.Serializers;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.cluster.journal.JournalReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes events as the journal's plugin does, in transactions that the test holds open. */
final class JournalPen implements AutoCloseable {
  private final TestDatabase database = TestDatabase.create();
  final ActorTestKit kit = ActorTestKit.create(database.akkaConfig());
  final JournalReader reader = new JournalReader(kit.system(), database.databases());

  JournalChangeFeed feed() {
    return new JournalChangeFeed(
        kit.system(),
        reader,
        kit.system()
            .dispatchers()
            .lookup(DispatcherSelector.fromConfig("muninn.database-dispatcher")));
  }

  Connection begin() throws SQLException {
    Connection c = database.databases().writer().getConnection();
    c.setAutoCommit(false);
    return c;
  }

  void commit(Connection c) throws SQLException {
    c.commit();
    c.setAutoCommit(true);
    c.close();
  }

  void write(Connection c, String persistenceId, long sequenceNr, Object event)
      throws SQLException {
    Serialization all = SerializationExtension.get(Adapter.toClassic(kit.system()));
    Serializer one = all.findSerializerFor(event);
    String manifest = Serializers.manifestFor(one, event);
    insert(c, persistenceId, sequenceNr, one.identifier(), manifest, one.toBinary(event));
  }

  void insert(Connection c, String id, long sequenceNr, int serializer, String type, byte[] bytes)
      throws SQLException {
    try (PreparedStatement s =
        c.prepareStatement(
            "INSERT INTO journal.event_journal (persistence_id, sequence_number, writer,"
                + " write_timestamp, event_ser_id, event_ser_manifest, event_payload)"
                + " VALUES (?, ?, 'test', 0, ?, ?, ?)")) {
      s.setString(1, id);
      s.setLong(2, sequenceNr);
      s.setInt(3, serializer);
      s.setString(4, type);
      s.setBytes(5, bytes);
      s.executeUpdate();
    }
  }

  void writeNow(String persistenceId, long sequenceNr, Object event) throws SQLException {
    Connection c = begin();
    write(c, persistenceId, sequenceNr, event);
    commit(c);
  }

  @Override
  public void close() {
    reader.close();
    kit.shutdownTestKit();
    database.close();
  }
}
