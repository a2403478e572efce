package dev.muninn.node.members;

import dev.muninn.cluster.jdbc.DatabaseException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** How much of the pipeline's work each node has leased. Blocking. */
final class LeaseCounts {
  private final DataSource writer;

  LeaseCounts(DataSource writer) {
    this.writer = writer;
  }

  /** Leases that are alive, by the name of the node that claimed them. */
  Map<String, Long> byNode() {
    try (Connection connection = writer.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT node, count(*) FROM ops.work_lease"
                    + " WHERE incarnation IS NOT NULL AND expires_at > now() GROUP BY node");
        ResultSet rows = statement.executeQuery()) {
      Map<String, Long> counts = new TreeMap<>();
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getLong(2));
      }
      return counts;
    } catch (SQLException e) {
      throw new DatabaseException("the leases cannot be counted", e);
    }
  }
}
