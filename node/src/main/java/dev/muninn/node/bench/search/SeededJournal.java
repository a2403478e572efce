package dev.muninn.node.bench.search;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializer;
import akka.serialization.Serializers;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Writes the journal of many items as rows, without entities: seven events an item, eight of every
 * fifth, in the order of a large import. Taking in runs ahead of the stages, so the events of one
 * item lie apart: its start, what the local stages found {@value #STAGES_BEHIND} items later, its
 * vector, and that it is searchable.
 */
public final class SeededJournal {
  private static final int STAGES_BEHIND = 2_000;
  private static final int EMBED_BEHIND = 2_050;
  private static final int INDEX_BEHIND = 2_100;
  private static final int ITEMS_A_TRANSACTION = 50;
  private static final String INSERT =
      "INSERT INTO journal.event_journal (persistence_id, sequence_number, writer,"
          + " write_timestamp, event_ser_id, event_ser_manifest, event_payload)"
          + " VALUES (?, ?, 'bench', ?, ?, ?, ?)";

  private final Serialization serialization;
  private final DataSource writer;
  private final SeededEvents events;
  private final Map<String, Long> numbers = new HashMap<>();

  public SeededJournal(ActorSystem<?> system, DataSource writer, OrgId org, EmbeddingSpace space) {
    this.serialization = SerializationExtension.get(Adapter.toClassic(system));
    this.writer = writer;
    this.events = new SeededEvents(org, space);
  }

  /** Writes the events of {@code items} items; how many they are. */
  public long write(int items) throws SQLException {
    try (Connection connection = writer.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        long written = 0;
        for (int turn = 0; turn < items + INDEX_BEHIND; turn++) {
          written += turn(insert, turn, items);
          if (turn % ITEMS_A_TRANSACTION == 0) {
            insert.executeBatch();
            connection.commit();
          }
        }
        insert.executeBatch();
        connection.commit();
        return written;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private long turn(PreparedStatement insert, int turn, int items) throws SQLException {
    return add(insert, turn, items, Phase.START)
        + add(insert, turn - STAGES_BEHIND, items, Phase.STAGES)
        + add(insert, turn - EMBED_BEHIND, items, Phase.EMBED)
        + add(insert, turn - INDEX_BEHIND, items, Phase.INDEX);
  }

  private enum Phase {
    START,
    STAGES,
    EMBED,
    INDEX
  }

  private long add(PreparedStatement insert, int item, int items, Phase phase) throws SQLException {
    if (item < 0 || item >= items) {
      return 0;
    }
    MediaItemKey key = events.key(item);
    List<MediaItemEvent> some =
        switch (phase) {
          case START -> events.start(item);
          case STAGES -> events.stages(item);
          case EMBED -> events.embedded(item);
          case INDEX ->
              Stream.of(events.indexed(item), events.curated(item)).flatMap(List::stream).toList();
        };
    for (MediaItemEvent event : some) {
      bind(insert, key.persistenceId(), event);
      insert.addBatch();
    }
    return some.size();
  }

  private void bind(PreparedStatement insert, String persistenceId, MediaItemEvent event)
      throws SQLException {
    Serializer serializer = serialization.findSerializerFor(event);
    insert.setString(1, persistenceId);
    insert.setLong(2, numbers.merge(persistenceId, 1L, Long::sum));
    insert.setLong(3, event.at().toEpochMilli());
    insert.setInt(4, serializer.identifier());
    insert.setString(5, Serializers.manifestFor(serializer, event));
    insert.setBytes(6, serializer.toBinary(event));
  }
}
