package dev.muninn.cluster.journal;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import dev.muninn.cluster.journal.JournalEvent.Undecodable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a row of the journal into an event, with the serializer that wrote it. Thread-safe. */
final class EventDecoder {
  private static final Logger log = LoggerFactory.getLogger(EventDecoder.class);

  /** What {@link #decode} reads, in the order of a SELECT. */
  static final String COLUMNS =
      "persistence_id, sequence_number, write_timestamp, event_ser_id, event_ser_manifest,"
          + " event_payload, tx_id::text, ordering";

  /** The place of the payload, which the caller takes out once. */
  static final int PAYLOAD = 6;

  private final Serialization serialization;

  EventDecoder(ActorSystem<?> system) {
    this.serialization = SerializationExtension.get(Adapter.toClassic(system));
  }

  JournalEvent decode(ResultSet row, byte[] payload) throws SQLException {
    String persistenceId = row.getString(1);
    long sequenceNr = row.getLong(2);
    return new JournalEvent(
        persistenceId,
        sequenceNr,
        event(row, payload, persistenceId, sequenceNr),
        Instant.ofEpochMilli(row.getLong(3)),
        new JournalOffset(Long.parseLong(row.getString(7)), row.getLong(8)));
  }

  private Object event(ResultSet row, byte[] payload, String persistenceId, long sequenceNr)
      throws SQLException {
    String manifest = row.getString(5);
    try {
      return serialization.deserialize(payload, row.getInt(4), manifest).get();
    } catch (Exception e) {
      // all of them: Scala throws checked ones without saying so
      log.error(
          "an event cannot be read event={} seqNr={} persistenceId={}",
          manifest,
          sequenceNr,
          persistenceId,
          e);
      return new Undecodable(manifest, e.toString());
    }
  }
}
