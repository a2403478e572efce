package dev.muninn.cluster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The table projection.progress: how far each slice of a projection has come. */
final class ProjectionStore {
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

  /** The slices that a projection has rows of, locked, with their places. */
  Map<Slice, JournalOffset> lockAll(Connection tx, String name) throws SQLException {
    Map<Slice, JournalOffset> all = new LinkedHashMap<>();
    try (PreparedStatement s =
        tx.prepareStatement(
            "SELECT slice, slices, journal_offset FROM projection.progress WHERE name = ?"
                + " ORDER BY slice FOR UPDATE")) {
      s.setString(1, name);
      try (ResultSet rows = s.executeQuery()) {
        while (rows.next()) {
          all.put(
              new Slice(name, rows.getInt(1), rows.getInt(2)),
              JournalOffset.parse(rows.getString(3)));
        }
      }
    }
    return all;
  }

  /** The slice's place, locked until the end of the transaction: one at a time moves a slice. */
  Optional<JournalOffset> lock(Connection tx, Slice slice) throws SQLException {
    try (PreparedStatement s =
        tx.prepareStatement(
            "SELECT journal_offset FROM projection.progress"
                + " WHERE name = ? AND slice = ? AND slices = ? FOR UPDATE")) {
      bind(s, 1, slice);
      try (ResultSet row = s.executeQuery()) {
        return row.next() ? Optional.of(JournalOffset.parse(row.getString(1))) : Optional.empty();
      }
    }
  }

  /** Those that are there already stay as they are. */
  void insert(Connection tx, List<Slice> slices, JournalOffset at) throws SQLException {
    try (PreparedStatement s =
        tx.prepareStatement(
            "INSERT INTO projection.progress (name, slice, slices, journal_offset)"
                + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
      for (Slice slice : slices) {
        bind(s, 1, slice);
        s.setString(4, at.format());
        s.addBatch();
      }
      s.executeBatch();
    }
  }

  void forget(Connection tx, String name) throws SQLException {
    try (PreparedStatement s =
        tx.prepareStatement("DELETE FROM projection.progress WHERE name = ?")) {
      s.setString(1, name);
      s.executeUpdate();
    }
  }

  void save(Connection tx, Slice slice, JournalOffset offset) throws SQLException {
    try (PreparedStatement s =
        tx.prepareStatement(
            "UPDATE projection.progress SET journal_offset = ?, updated_at = now()"
                + " WHERE name = ? AND slice = ? AND slices = ?")) {
      s.setString(1, offset.format());
      bind(s, 2, slice);
      s.executeUpdate();
    }
  }

  private static void bind(PreparedStatement s, int at, Slice slice) throws SQLException {
    s.setString(at, slice.projection());
    s.setInt(at + 1, slice.index());
    s.setInt(at + 2, slice.of());
  }

  /** Unqualified names mean the tables of these schemas until the end of the transaction. */
  void enterSchemas(Connection tx, List<String> schemas) throws SQLException {
    try (PreparedStatement s = tx.prepareStatement("SELECT set_config('search_path', ?, true)")) {
      s.setString(1, String.join(", ", schemas));
      s.executeQuery().close();
    }
  }
}
