package dev.muninn.node.members;

import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.media.StageName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** How much of the pipeline's work each node has leased. Blocking. */
final class LeaseCounts {
  private static final String ALIVE =
      """
      SELECT node, doer, stage, count(*)
        FROM (SELECT l.node, coalesce(l.worker, l.node) AS doer,
                     (SELECT w.stage FROM pipeline.pipeline_work w
                       WHERE w.org = l.org AND w.media_id = l.media_id AND w.space = l.space
                       LIMIT 1) AS stage
                FROM ops.work_lease l
               WHERE l.incarnation IS NOT NULL AND l.expires_at > now()) alive
       GROUP BY node, doer, stage""";

  private final DataSource writer;

  LeaseCounts(DataSource writer) {
    this.writer = writer;
  }

  /**
   * Leases that are alive.
   *
   * @param claimed by the name of the node that claimed them
   * @param held by the name of the node that works on them and the stage
   */
  record Alive(Map<String, Long> claimed, Map<String, Map<StageName, Long>> held) {
    static final Alive UNKNOWN = new Alive(Map.of(), Map.of());
  }

  Alive now() {
    try (Connection connection = writer.getConnection();
        PreparedStatement statement = connection.prepareStatement(ALIVE);
        ResultSet rows = statement.executeQuery()) {
      Alive alive = new Alive(new TreeMap<>(), new TreeMap<>());
      while (rows.next()) {
        alive.claimed().merge(rows.getString(1), rows.getLong(4), Long::sum);
        if (rows.getString(3) != null) {
          StageName stage = StageName.valueOf(rows.getString(3).toUpperCase(Locale.ROOT));
          alive
              .held()
              .computeIfAbsent(rows.getString(2), any -> new EnumMap<>(StageName.class))
              .merge(stage, rows.getLong(4), Long::sum);
        }
      }
      return alive;
    } catch (SQLException e) {
      throw new DatabaseException("the leases cannot be counted", e);
    }
  }
}
