package dev.muninn.node.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.muninn.cluster.DataFolder;
import dev.muninn.node.RuntimeFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * The database of running nodes, read as its superuser: past all row level security, and without
 * the program's own classes.
 */
public final class ChaosDatabase implements AutoCloseable {
  private static final int FETCH = 50;
  private final ObjectMapper cbor = new CBORMapper();
  private final Connection connection;

  private ChaosDatabase(Connection connection) {
    this.connection = connection;
  }

  static ChaosDatabase open(DataFolder data) throws IOException, SQLException {
    Properties secrets = new Properties();
    try (Reader reader = Files.newBufferedReader(data.secrets().resolve("database.properties"))) {
      secrets.load(reader);
    }
    int port =
        RuntimeFile.read(data.runtimeFile())
            .orElseThrow(() -> new IOException(data.runtimeFile() + " is missing"))
            .postgres();
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/muninn?ApplicationName=chaos";
    return at(url, secrets.getProperty("superuser"));
  }

  /** As the superuser {@code postgres} of that database. */
  public static ChaosDatabase at(String url, String password) throws SQLException {
    Connection connection = DriverManager.getConnection(url, "postgres", password);
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    return new ChaosDatabase(connection);
  }

  public long number(String sql) throws SQLException {
    return Long.parseLong(text(sql));
  }

  /** The one value that a query gives. */
  public String text(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return String.valueOf(row.getString(1));
    } finally {
      connection.rollback();
    }
  }

  /** Reads the lives of all items, one after the other. */
  public void lives(Consumer<ItemLife> each) throws SQLException, IOException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT persistence_id, sequence_number, event_ser_manifest, event_payload"
                + " FROM journal.event_journal WHERE persistence_id LIKE 'MediaItem|%'"
                + " ORDER BY persistence_id, sequence_number")) {
      statement.setFetchSize(FETCH);
      try (ResultSet row = statement.executeQuery()) {
        String id = "";
        ItemLife life = null;
        while (row.next()) {
          if (!row.getString(1).equals(id)) {
            if (life != null) {
              each.accept(life);
            }
            id = row.getString(1);
            life = new ItemLife(id);
          }
          String manifest = row.getString(3);
          JsonNode event = cbor.readTree(row.getBytes(4));
          life.add(row.getLong(2), manifest.substring(manifest.lastIndexOf('$') + 1), event);
        }
        if (life != null) {
          each.accept(life);
        }
      }
    } finally {
      connection.rollback();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
