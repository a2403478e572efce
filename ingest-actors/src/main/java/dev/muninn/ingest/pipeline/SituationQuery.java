package dev.muninn.ingest.pipeline;

import dev.muninn.ingest.pipeline.story.Situation;
import dev.muninn.media.MediaId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** What the tables of the pipeline know of an item that its journal does not, for its story. */
final class SituationQuery {
  private SituationQuery() {}

  static Situation of(Connection reader, MediaId mediaId) throws SQLException {
    return new Situation(
            BoardQueries.running(reader, mediaId), lost(reader, mediaId), StagePauses.list(reader))
        .waitingFor(StorageWaits.of(reader, mediaId));
  }

  /** A lease that ran out and that nobody has taken over is lost before it is counted so. */
  private static Optional<Situation.Lost> lost(Connection reader, MediaId mediaId)
      throws SQLException {
    String sql =
        """
        SELECT pass, coalesce(worker, node) AS node, claimed_at, live, lost + (held AND NOT live)::int AS times
          FROM (SELECT *, incarnation IS NOT NULL AS held,
                       incarnation IS NOT NULL AND expires_at > clock_timestamp() AS live
                  FROM ops.work_lease WHERE media_id = ?) lease
         WHERE lost > 0 OR held AND NOT live
         ORDER BY claimed_at DESC LIMIT 1""";
    try (PreparedStatement select = reader.prepareStatement(sql)) {
      select.setString(1, mediaId.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(lost(row)) : Optional.empty();
      }
    }
  }

  /** The row of a live lease names the one who works now. */
  private static Situation.Lost lost(ResultSet row) throws SQLException {
    Situation.Worker named =
        new Situation.Worker(
            row.getString("node"), row.getObject("claimed_at", OffsetDateTime.class).toInstant());
    return new Situation.Lost(
        BoardQueries.stagesOf(row.getString("pass")),
        row.getInt("times"),
        row.getBoolean("live") ? Optional.empty() : Optional.of(named));
  }
}
