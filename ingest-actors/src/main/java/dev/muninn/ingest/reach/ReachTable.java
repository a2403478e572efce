package dev.muninn.ingest.reach;

import dev.muninn.cluster.jdbc.DatabaseException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;

/** What nodes say that they reach: {@code ops.storage_reach}. Blocking; thread-safe. */
final class ReachTable {
  private static final String SAVE =
      """
      INSERT INTO ops.storage_reach (node, source, trouble, seen_at)
      SELECT ?, said.source, said.trouble, now()
        FROM unnest(?::text[], ?::text[]) AS said(source, trouble)
      ON CONFLICT (node, source) DO UPDATE SET
             trouble = excluded.trouble, seen_at = excluded.seen_at""";
  private static final String FORGET =
      "DELETE FROM ops.storage_reach WHERE node = ? AND NOT source = ANY (?::text[])";

  private final DataSource writer;

  ReachTable(DataSource writer) {
    this.writer = writer;
  }

  /**
   * Replaces what a node says.
   *
   * @param troubles by the words of {@link dev.muninn.ingest.pipeline.StorageWaits}; empty words
   *     where all is well
   */
  void save(String node, Map<String, String> troubles) {
    String[] sources = troubles.keySet().toArray(String[]::new);
    String[] words = troubles.values().toArray(String[]::new);
    try (Connection connection = writer.getConnection();
        PreparedStatement save = connection.prepareStatement(SAVE);
        PreparedStatement forget = connection.prepareStatement(FORGET)) {
      save.setString(1, node);
      save.setArray(2, connection.createArrayOf("text", sources));
      save.setArray(3, connection.createArrayOf("text", words));
      save.executeUpdate();
      forget.setString(1, node);
      forget.setArray(2, connection.createArrayOf("text", sources));
      forget.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException("telling which storage this node reaches", e);
    }
  }

  /** A node that is alone knows of no others. */
  void clear() {
    try (Connection connection = writer.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM ops.storage_reach");
    } catch (SQLException e) {
      throw new DatabaseException("forgetting which storage other nodes reached", e);
    }
  }
}
