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

/** The table projection.parked: whose events a projection could not apply, and from which on. */
final class Parking {
  private static final int LONGEST_ERROR = 2_000;

  private Parking() {}

  static Set<String> ids(Connection tx, String name) throws SQLException {
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

  static void park(Connection tx, String name, JournalEvent event, Throwable why)
      throws SQLException {
    try (PreparedStatement s =
        tx.prepareStatement(
            "INSERT INTO projection.parked (name, persistence_id, from_sequence_nr, error)"
                + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
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
  static Optional<Long> from(Connection tx, String name, String persistenceId) throws SQLException {
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

  static void free(Connection tx, String name, String persistenceId) throws SQLException {
    try (PreparedStatement s =
        tx.prepareStatement(
            "DELETE FROM projection.parked WHERE name = ? AND persistence_id = ?")) {
      s.setString(1, name);
      s.setString(2, persistenceId);
      s.executeUpdate();
    }
  }

  /** Of all live projections, oldest first. */
  static List<ParkedEntity> all(Connection c) throws SQLException {
    List<ParkedEntity> all = new ArrayList<>();
    try (PreparedStatement s =
            c.prepareStatement(
                "SELECT name, persistence_id, from_sequence_nr, error, parked_at"
                    + " FROM projection.parked WHERE name NOT LIKE 'shadow:%'"
                    + " ORDER BY parked_at, name, persistence_id");
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
