package dev.muninn.cluster.journal;

import dev.muninn.cluster.jdbc.DatabaseException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Digests of tables: equal when their rows are. All rows in the order of the primary key (texts by
 * code point, {@code COLLATE "C"}), each as PostgreSQL writes a row as text, in UTF-8 with a line
 * feed after it, under settings of its own, so that neither the session's time zone nor its way of
 * writing dates, floats or bytes matters. SHA-256, since BLAKE3 is not in the JDK and ours lives in
 * a module that this one does not know.
 *
 * <p>Reads all tables at one moment, with a cursor. While it runs no rebuild can swap them, since a
 * snapshot older than the swap would see the new ones empty. Blocking; thread-safe.
 */
public final class ViewDigest {
  private static final Pattern TABLE = Pattern.compile("[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*");
  private static final int FETCH = 500;
  private static final String KEY =
      "SELECT quote_ident(a.attname) || CASE WHEN a.attcollation <> 0 THEN ' COLLATE \"C\"'"
          + " ELSE '' END"
          + " FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY k(attnum, place)"
          + " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum"
          + " WHERE i.indisprimary AND i.indrelid = CAST(? AS regclass) ORDER BY k.place";

  private static final List<String> SETTINGS =
      List.of(
          "SET LOCAL TimeZone = 'UTC'",
          "SET LOCAL DateStyle = 'ISO, YMD'",
          "SET LOCAL IntervalStyle = 'iso_8601'",
          "SET LOCAL extra_float_digits = 1",
          "SET LOCAL bytea_output = 'hex'",
          "SET LOCAL xmloption = 'content'");

  private final DataSource writer;

  /** With the role that sees all rows of the views. */
  public ViewDigest(DataSource writer) {
    this.writer = Objects.requireNonNull(writer, "writer");
  }

  /**
   * One digest a table, in the order asked for.
   *
   * @param tables {@code schema.table}, each with a primary key
   * @throws IllegalArgumentException when one is not written so or has no primary key
   * @throws DatabaseException when the database fails
   */
  public List<TableDigest> of(List<String> tables) {
    tables.forEach(ViewDigest::requireName);
    if (tables.isEmpty()) {
      return List.of();
    }
    try (Connection tx = writer.getConnection()) {
      tx.setAutoCommit(false);
      tx.setReadOnly(true);
      tx.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try {
        return inOneSnapshot(tx, tables);
      } finally {
        tx.rollback();
        tx.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        tx.setReadOnly(false);
        tx.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new DatabaseException("the views cannot be digested", e);
    }
  }

  private static void requireName(String table) {
    if (!TABLE.matcher(table).matches()) {
      throw new IllegalArgumentException("no schema.table: '" + table + "'");
    }
  }

  /** The locks come before the first query, which takes the snapshot. */
  private static List<TableDigest> inOneSnapshot(Connection tx, List<String> tables)
      throws SQLException {
    try (Statement s = tx.createStatement()) {
      s.execute("LOCK TABLE " + String.join(", ", tables) + " IN ACCESS SHARE MODE");
      for (String setting : SETTINGS) {
        s.execute(setting);
      }
    }
    List<TableDigest> digests = new ArrayList<>();
    for (String table : tables) {
      digests.add(digest(tx, table));
    }
    return digests;
  }

  private static TableDigest digest(Connection tx, String table) throws SQLException {
    MessageDigest digest = sha256();
    long rows = 0;
    try (PreparedStatement s =
        tx.prepareStatement("SELECT t::text FROM " + table + " t ORDER BY " + key(tx, table))) {
      s.setFetchSize(FETCH);
      try (ResultSet all = s.executeQuery()) {
        while (all.next()) {
          digest.update(all.getString(1).getBytes(StandardCharsets.UTF_8));
          digest.update((byte) '\n');
          rows++;
        }
      }
    }
    return new TableDigest(table, rows, HexFormat.of().formatHex(digest.digest()));
  }

  private static String key(Connection tx, String table) throws SQLException {
    StringJoiner columns = new StringJoiner(", ");
    try (PreparedStatement s = tx.prepareStatement(KEY)) {
      s.setString(1, table);
      try (ResultSet rows = s.executeQuery()) {
        while (rows.next()) {
          columns.add("t." + rows.getString(1));
        }
      }
    }
    if (columns.length() == 0) {
      throw new IllegalArgumentException(table + " has no primary key to be ordered by");
    }
    return columns.toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
