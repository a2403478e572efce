package dev.muninn.cluster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** The tables of the schema projection: how far a projection has come, and whom it parked. */
final class ProjectionStore {
  private static final int LONGEST_ERROR = 2_000;
  private final DataSource writer;

  ProjectionStore(DataSource writer) {
    this.writer = writer;
  }

  /** What is done inside one transaction. */
  interface Work<T> {
    T in(Connection tx) throws SQLException;
  }

  /** Commits unless {@code work} throws. */
  <T> T transaction(Work<T> work) throws SQLException {
    try (Connection c = writer.getConnection()) {
      c.setAutoCommit(false);
      try {
        T result = work.in(c);
        c.commit();
        return result;
      } finally {
        // after a commit this does nothing; after a failure the connection goes back clean
        c.rollback();
        c.setAutoCommit(true);
      }
    }
  }

  /** Where the projection stands; it is entered at the start of the journal when it is new. */
  JournalOffset enter(String name) throws SQLException {
    return transaction(
        tx -> {
          try (PreparedStatement s =
              tx.prepareStatement(
                  "INSERT INTO projection.progress (name, journal_offset) VALUES (?, ?)"
                      + " ON CONFLICT (name) DO NOTHING")) {
            s.setString(1, name);
            s.setString(2, JournalOffset.START.format());
            s.executeUpdate();
          }
          return lock(tx, name);
        });
  }

  /** The offset, locked until the end of the transaction: one at a time moves a projection. */
  JournalOffset lock(Connection tx, String name) throws SQLException {
    try (PreparedStatement s =
        tx.prepareStatement(
            "SELECT journal_offset FROM projection.progress WHERE name = ? FOR UPDATE")) {
      s.setString(1, name);
      try (ResultSet row = s.executeQuery()) {
        return row.next() ? JournalOffset.parse(row.getString(1)) : JournalOffset.START;
      }
    }
  }

  /** Unqualified names mean the tables of these schemas until the end of the transaction. */
  void enterSchemas(Connection tx, List<String> schemas) throws SQLException {
    try (PreparedStatement s = tx.prepareStatement("SELECT set_config('search_path', ?, true)")) {
      s.setString(1, String.join(", ", schemas));
      s.executeQuery().close();
    }
  }

  void save(Connection tx, String name, JournalOffset offset) throws SQLException {
    try (PreparedStatement s =
        tx.prepareStatement(
            "UPDATE projection.progress SET journal_offset = ?, updated_at = now()"
                + " WHERE name = ?")) {
      s.setString(1, offset.format());
      s.setString(2, name);
      s.executeUpdate();
    }
  }

  Set<String> parkedIds(Connection tx, String name) throws SQLException {
    Set<String> ids = new HashSet<>();
    try (PreparedStatement s =
        tx.prepareStatement("SELECT persistence_id FROM projection.parked WHERE name = ?")) {
      s.setString(1, name);
      try (ResultSet rows = s.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
    }
    return ids;
  }

  void park(Connection tx, String name, JournalEvent event, Throwable why) throws SQLException {
    try (PreparedStatement s =
        tx.prepareStatement(
            "INSERT INTO projection.parked (name, persistence_id, from_sequence_nr, error)"
                + " VALUES (?, ?, ?, ?)")) {
      s.setString(1, name);
      s.setString(2, event.persistenceId());
      s.setLong(3, event.sequenceNr());
      s.setString(4, words(why));
      s.executeUpdate();
    }
  }

  /** PostgreSQL's text holds no NUL. */
  private static String words(Throwable why) {
    String words = why.toString().replace('\0', ' ');
    return words.substring(0, Math.min(words.length(), LONGEST_ERROR));
  }

  /** The sequence number that a parked entity waits from. */
  Optional<Long> parkedFrom(Connection tx, String name, String persistenceId) throws SQLException {
    try (PreparedStatement s =
        tx.prepareStatement(
            "SELECT from_sequence_nr FROM projection.parked"
                + " WHERE name = ? AND persistence_id = ?")) {
      s.setString(1, name);
      s.setString(2, persistenceId);
      try (ResultSet row = s.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }

  void unpark(Connection tx, String name, String persistenceId) throws SQLException {
    try (PreparedStatement s =
        tx.prepareStatement(
            "DELETE FROM projection.parked WHERE name = ? AND persistence_id = ?")) {
      s.setString(1, name);
      s.setString(2, persistenceId);
      s.executeUpdate();
    }
  }

  List<ParkedEntity> parked() throws SQLException {
    List<ParkedEntity> all = new ArrayList<>();
    try (Connection c = writer.getConnection();
        PreparedStatement s =
            c.prepareStatement(
                "SELECT name, persistence_id, from_sequence_nr, error, parked_at"
                    + " FROM projection.parked ORDER BY parked_at, name, persistence_id");
        ResultSet rows = s.executeQuery()) {
      while (rows.next()) {
        all.add(
            new ParkedEntity(
                rows.getString(1),
                rows.getString(2),
                rows.getLong(3),
                rows.getString(4),
                rows.getTimestamp(5).toInstant()));
      }
    }
    return all;
  }
}
