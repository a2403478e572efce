package dev.muninn.node.members;

import dev.muninn.catalog.ClusterNodes.Notice;
import dev.muninn.cluster.jdbc.DatabaseException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Which storage nodes that work on files say they lack now: the store or room on the disk on any of
 * them, and folders that none of them reaches. Blocking. Source: V265__storages.sql.
 */
final class StorageTroubles {
  private static final String SQL =
      """
      WITH now AS (
        SELECT * FROM ops.storage_reach WHERE seen_at > now() - interval '20 seconds')
      SELECT node, source, trouble, seen_at FROM now
       WHERE trouble <> ''
         AND (source IN ('', 'room')
              OR NOT EXISTS (SELECT 1 FROM now n WHERE n.source = now.source AND n.trouble = ''))
       ORDER BY seen_at DESC, node, source""";

  private final DataSource writer;

  StorageTroubles(DataSource writer) {
    this.writer = writer;
  }

  List<Notice> now() {
    List<Notice> all = new ArrayList<>();
    try (Connection connection = writer.getConnection();
        PreparedStatement select = connection.prepareStatement(SQL);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        all.add(
            new Notice(
                row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                row.getString("node"),
                what(row.getString("source")),
                row.getString("trouble"),
                1));
      }
      return all;
    } catch (SQLException e) {
      throw new DatabaseException("what nodes say of their storage cannot be read", e);
    }
  }

  /** A folder by its id: its name is its org's. */
  private static String what(String source) {
    return switch (source) {
      case "" -> "the store";
      case "room" -> "its disk";
      default -> "the folder of source " + source;
    };
  }
}
