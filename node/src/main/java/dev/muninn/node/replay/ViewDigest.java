package dev.muninn.node.replay;

import dev.muninn.catalog.Digests.Part;
import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.cluster.jdbc.SqlFunction;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.hash.Blake3;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * BLAKE3 over all rows, in the order of their keys, of every table that a projection owns ({@code
 * projection.owned_table}): one part a table, all seen at one moment, during which no rebuild swaps
 * (it waits and tries again). A row is its text in fixed settings, so neither the session's time
 * zone nor the server's locale is in it. Blocking.
 */
final class ViewDigest {
  private static final int FETCH = 500;
  private static final String SETTINGS =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;"
          + " SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD';"
          + " SET LOCAL intervalstyle = 'postgres'; SET LOCAL bytea_output = 'hex';"
          + " SET LOCAL extra_float_digits = 1";
  private static final String EVENTS =
      "SELECT persistence_id || ' ' || sequence_number FROM journal.event_journal"
          + " WHERE (tx_id, ordering) <= (?::text::xid8, ?) AND NOT deleted"
          + " ORDER BY persistence_id COLLATE \"C\", sequence_number";
  private static final String TABLES =
      "SELECT t.schema_name || '.' || t.table_name, string_agg("
          + "format('r.%I::text COLLATE \"C\"', a.attname), ', ' ORDER BY k.place)"
          + " FROM projection.owned_table t"
          + " JOIN pg_constraint c ON c.contype = 'p'"
          + " AND c.conrelid = format('%I.%I', t.schema_name, t.table_name)::regclass"
          + " CROSS JOIN unnest(c.conkey) WITH ORDINALITY k (attnum, place)"
          + " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum"
          + " GROUP BY 1 ORDER BY 1";

  private final DataSource writer;

  /** {@code writer} is the pool of the role that sees the rows of every org. */
  ViewDigest(DataSource writer) {
    this.writer = writer;
  }

  /** A table and how its rows are ordered: by its primary key. */
  private record Table(String name, String order) {}

  List<Part> parts() {
    return read(
        connection -> {
          List<Table> tables = tables(connection);
          begin(connection);
          return parts(connection, tables);
        });
  }

  /** Which events lie at or before a place: their ids and numbers, in that order. */
  Part journal(JournalOffset upTo) {
    return read(
        connection -> {
          begin(connection);
          return journal(connection, upTo);
        });
  }

  private <T> T read(SqlFunction<Connection, T> work) {
    try (Connection connection = writer.getConnection()) {
      try {
        return work.apply(connection);
      } finally {
        if (!connection.getAutoCommit()) {
          connection.rollback();
          connection.setAutoCommit(true);
        }
      }
    } catch (SQLException e) {
      throw new DatabaseException("the views cannot be digested", e);
    }
  }

  private static void begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement set = connection.createStatement()) {
      set.execute(SETTINGS);
    }
  }

  /** Locked before the snapshot is taken: one older than a swap would see the new tables empty. */
  private static List<Part> parts(Connection connection, List<Table> tables) throws SQLException {
    try (Statement lock = connection.createStatement()) {
      lock.execute(
          tables.stream()
              .map(Table::name)
              .collect(Collectors.joining(", ", "LOCK TABLE ", " IN ACCESS SHARE MODE")));
    }
    List<Part> parts = new ArrayList<>();
    for (Table table : tables) {
      parts.add(part(connection, table));
    }
    return parts;
  }

  private static List<Table> tables(Connection connection) throws SQLException {
    List<Table> tables = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(TABLES);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        tables.add(new Table(rows.getString(1), rows.getString(2)));
      }
    }
    return tables;
  }

  private static Part part(Connection connection, Table table) throws SQLException {
    String all = "SELECT r::text FROM " + table.name() + " r ORDER BY " + table.order();
    try (PreparedStatement select = connection.prepareStatement(all)) {
      return part(table.name(), select);
    }
  }

  private static Part journal(Connection connection, JournalOffset upTo) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(EVENTS)) {
      select.setString(1, Long.toString(upTo.txId()));
      select.setLong(2, upTo.ordering());
      return part("journal", select);
    }
  }

  private static Part part(String name, PreparedStatement select) throws SQLException {
    Blake3.Hasher hasher = Blake3.hasher();
    long count = 0;
    select.setFetchSize(FETCH);
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        add(hasher, rows.getString(1).getBytes(StandardCharsets.UTF_8));
        count++;
      }
    }
    return new Part(name, count, HexFormat.of().formatHex(hasher.digest()));
  }

  /** With its length before it, so that no two rows run into each other. */
  private static void add(Blake3.Hasher hasher, byte[] row) {
    hasher.update(ByteBuffer.allocate(Integer.BYTES).putInt(row.length).array(), 0, Integer.BYTES);
    hasher.update(row, 0, row.length);
  }
}
