package dev.muninn.cluster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The statements on journal.event_journal. A row lies before the horizon when its transaction is
 * older than every one still running: then nothing can ever appear before it. Blocking.
 */
final class JournalSql {
  /** Held back as a whole: what a reader keeps in memory at once stays small. */
  static final int PAGE_BYTES = 4 << 20;

  private static final String BEFORE_HORIZON =
      " tx_id < pg_snapshot_xmin(pg_current_snapshot()) AND NOT deleted";
  private static final String BEYOND = " (tx_id, ordering) > (CAST(? AS xid8), ?)";
  // with the table's name: a bare tx_id would be the output column, which is text and sorts so
  private static final String FIRST =
      " ORDER BY event_journal.tx_id, event_journal.ordering LIMIT ";
  private static final String LAST =
      " ORDER BY event_journal.tx_id DESC, event_journal.ordering DESC LIMIT 1";
  private static final int FETCH = 64;

  private final DataSource writer;
  private final EventDecoder decoder;

  JournalSql(DataSource writer, EventDecoder decoder) {
    this.writer = writer;
    this.decoder = decoder;
  }

  /** A part of the journal, whether more of it lies before the horizon, and its bytes. */
  record Page(JournalBatch batch, boolean full, List<Integer> sizes) {}

  Page page(JournalOffset after, int limit) throws SQLException {
    try (Connection c = writer.getConnection()) {
      c.setAutoCommit(false);
      try {
        return page(c, after, limit);
      } finally {
        c.rollback();
        c.setAutoCommit(true);
      }
    }
  }

  private Page page(Connection c, JournalOffset after, int limit) throws SQLException {
    List<JournalEvent> events = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    long bytes = 0;
    try (PreparedStatement s =
        c.prepareStatement(
            "SELECT "
                + EventDecoder.COLUMNS
                + " FROM journal.event_journal WHERE"
                + BEYOND
                + " AND"
                + BEFORE_HORIZON
                + FIRST
                + limit)) {
      bind(s, after);
      s.setFetchSize(FETCH);
      try (ResultSet rows = s.executeQuery()) {
        while (bytes < PAGE_BYTES && rows.next()) {
          byte[] payload = rows.getBytes(EventDecoder.PAYLOAD);
          events.add(decoder.decode(rows, payload));
          sizes.add(payload.length);
          bytes += payload.length;
        }
      }
    }
    JournalOffset upTo = events.isEmpty() ? after : events.get(events.size() - 1).offset();
    return new Page(
        new JournalBatch(events, upTo), events.size() == limit || bytes >= PAGE_BYTES, sizes);
  }

  List<JournalEvent> ofEntity(Connection c, String persistenceId, long fromSequenceNr)
      throws SQLException {
    List<JournalEvent> events = new ArrayList<>();
    try (PreparedStatement s =
        c.prepareStatement(
            "SELECT "
                + EventDecoder.COLUMNS
                + " FROM journal.event_journal WHERE persistence_id = ? AND sequence_number >= ?"
                + " AND NOT deleted ORDER BY sequence_number")) {
      s.setString(1, persistenceId);
      s.setLong(2, fromSequenceNr);
      try (ResultSet rows = s.executeQuery()) {
        while (rows.next()) {
          events.add(decoder.decode(rows, rows.getBytes(EventDecoder.PAYLOAD)));
        }
      }
    }
    return events;
  }

  List<JournalEvent> ofEntity(String persistenceId) throws SQLException {
    try (Connection c = writer.getConnection()) {
      return ofEntity(c, persistenceId, 0);
    }
  }

  /** Whose the last events are, who has most of them first. */
  List<String> lastWritten(int events, int most) throws SQLException {
    List<String> persistenceIds = new ArrayList<>();
    try (Connection c = writer.getConnection();
        PreparedStatement s =
            c.prepareStatement(
                "SELECT persistence_id FROM (SELECT persistence_id FROM journal.event_journal"
                    + " ORDER BY tx_id DESC, ordering DESC LIMIT ?) last"
                    + " GROUP BY persistence_id ORDER BY count(*) DESC, persistence_id LIMIT ?")) {
      s.setInt(1, events);
      s.setInt(2, most);
      try (ResultSet rows = s.executeQuery()) {
        while (rows.next()) {
          persistenceIds.add(rows.getString(1));
        }
      }
    }
    return persistenceIds;
  }

  /** The last committed row, whether or not the horizon has passed it. */
  JournalOffset committedHead() throws SQLException {
    return offset("SELECT tx_id::text, ordering FROM journal.event_journal" + LAST);
  }

  /** The last row that the horizon has passed. */
  JournalOffset stableHead() throws SQLException {
    return offset(
        "SELECT tx_id::text, ordering FROM journal.event_journal WHERE" + BEFORE_HORIZON + LAST);
  }

  private JournalOffset offset(String sql) throws SQLException {
    try (Connection c = writer.getConnection();
        PreparedStatement s = c.prepareStatement(sql);
        ResultSet row = s.executeQuery()) {
      return row.next()
          ? new JournalOffset(Long.parseLong(row.getString(1)), row.getLong(2))
          : JournalOffset.START;
    }
  }

  /** Counts the rows that the horizon has passed. */
  long countStable() throws SQLException {
    try (Connection c = writer.getConnection();
        PreparedStatement s =
            c.prepareStatement(
                "SELECT count(*) FROM journal.event_journal WHERE" + BEFORE_HORIZON);
        ResultSet row = s.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * Counts committed rows after a place, up to a limit. The order is for the planner: without it a
   * plan that is made for any place reads the table from its beginning.
   */
  long countBeyond(JournalOffset after, int limit) throws SQLException {
    try (Connection c = writer.getConnection();
        PreparedStatement s =
            c.prepareStatement(
                "SELECT count(*) FROM (SELECT 1 FROM journal.event_journal WHERE"
                    + BEYOND
                    + FIRST
                    + limit
                    + ") beyond")) {
      bind(s, after);
      try (ResultSet row = s.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** How long ago the first committed event after a place was written, in milliseconds. */
  Optional<Long> ageBeyondMs(JournalOffset after) throws SQLException {
    try (Connection c = writer.getConnection();
        PreparedStatement s =
            c.prepareStatement(
                "SELECT write_timestamp FROM journal.event_journal WHERE" + BEYOND + FIRST + 1)) {
      bind(s, after);
      try (ResultSet row = s.executeQuery()) {
        return row.next()
            ? Optional.of(Math.max(1, System.currentTimeMillis() - row.getLong(1)))
            : Optional.empty();
      }
    }
  }

  /** The transaction that holds the horizon back for longest, on the whole server. */
  Optional<HorizonHolder> oldestTransaction() throws SQLException {
    try (Connection c = writer.getConnection();
        PreparedStatement s =
            c.prepareStatement(
                "SELECT coalesce(application_name, ''), coalesce(datname, ''),"
                    + " extract(epoch FROM clock_timestamp() - xact_start) * 1000"
                    + " FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()"
                    + " ORDER BY xact_start LIMIT 1");
        ResultSet row = s.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      return Optional.of(
          new HorizonHolder(
              row.getString(1), row.getString(2), Duration.ofMillis((long) row.getDouble(3))));
    }
  }

  private static void bind(PreparedStatement s, JournalOffset after) throws SQLException {
    s.setString(1, Long.toString(after.txId()));
    s.setLong(2, after.ordering());
  }
}
