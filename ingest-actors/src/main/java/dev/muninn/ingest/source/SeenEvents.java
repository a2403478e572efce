package dev.muninn.ingest.source;

import dev.muninn.cluster.journal.JournalEvent;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which events were applied already, by entity: one that is given again after later ones must not
 * bring back what those removed. One group of events long; not thread-safe.
 */
final class SeenEvents {

  private final Map<String, Long> before;
  private final Map<String, Long> now = new HashMap<>();

  private SeenEvents(Map<String, Long> before) {
    this.before = before;
  }

  /** Reads how far the entities of these events have come. */
  static SeenEvents load(Connection tx, List<JournalEvent> events) throws SQLException {
    String[] ids =
        events.stream().map(JournalEvent::persistenceId).distinct().toArray(String[]::new);
    Map<String, Long> before = new HashMap<>();
    try (PreparedStatement select =
        tx.prepareStatement(
            "SELECT persistence_id, seq_nr FROM source_seen WHERE persistence_id = ANY (?)")) {
      select.setArray(1, tx.createArrayOf("text", ids));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          before.put(rows.getString(1), rows.getLong(2));
        }
      }
    }
    return new SeenEvents(before);
  }

  boolean isNews(JournalEvent event) {
    long last = Math.max(known(before, event), known(now, event));
    return event.sequenceNr() > last;
  }

  /** The event was applied. */
  void add(JournalEvent event) {
    now.put(event.persistenceId(), event.sequenceNr());
  }

  void save(Connection tx) throws SQLException {
    if (now.isEmpty()) {
      return;
    }
    // always in the same order, so that two slices never wait for each other
    String[] ids = now.keySet().stream().sorted().toArray(String[]::new);
    Long[] numbers = new Long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      numbers[i] = now.get(ids[i]);
    }
    try (PreparedStatement upsert =
        tx.prepareStatement(
            "INSERT INTO source_seen (persistence_id, seq_nr) SELECT * FROM unnest(?, ?)"
                + " ON CONFLICT (persistence_id) DO UPDATE SET seq_nr = excluded.seq_nr")) {
      Array idArray = tx.createArrayOf("text", ids);
      upsert.setArray(1, idArray);
      upsert.setArray(2, tx.createArrayOf("bigint", numbers));
      upsert.executeUpdate();
    }
  }

  private static long known(Map<String, Long> numbers, JournalEvent event) {
    return numbers.getOrDefault(event.persistenceId(), 0L);
  }
}
