package dev.muninn.ingest.pipeline;

import dev.muninn.catalog.PipelineControl.Pause;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.StageName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * What was paused by whom: the table {@code ops.stage_pause}; source: V220__pipeline_sessions.sql.
 */
final class StagePauses {
  private static final String COLUMNS = "stage, reason, paused_by, since";

  private StagePauses() {}

  static Pause put(Connection writer, OrgId org, StageName stage, String reason, ParticipantId by)
      throws SQLException {
    String sql =
        "INSERT INTO ops.stage_pause (org, stage, reason, paused_by, since)"
            + " VALUES (?, ?, ?, ?, now()) ON CONFLICT (org, stage) DO UPDATE"
            + " SET reason = excluded.reason, paused_by = excluded.paused_by RETURNING "
            + COLUMNS;
    try (PreparedStatement insert = writer.prepareStatement(sql)) {
      insert.setString(1, org.value());
      insert.setString(2, stage.word());
      insert.setString(3, reason.replace('\0', ' '));
      insert.setString(4, by.value());
      return pauses(insert).get(0);
    }
  }

  /** Whether there was a pause. */
  static boolean remove(Connection writer, OrgId org, StageName stage) throws SQLException {
    String sql = "DELETE FROM ops.stage_pause WHERE org = ? AND stage = ?";
    try (PreparedStatement delete = writer.prepareStatement(sql)) {
      delete.setString(1, org.value());
      delete.setString(2, stage.word());
      return delete.executeUpdate() > 0;
    }
  }

  /** The pauses of the org that the connection reads as. */
  static List<Pause> list(Connection reader) throws SQLException {
    String sql = "SELECT " + COLUMNS + " FROM ops.stage_pause ORDER BY since";
    try (PreparedStatement select = reader.prepareStatement(sql)) {
      return pauses(select);
    }
  }

  private static List<Pause> pauses(PreparedStatement statement) throws SQLException {
    List<Pause> pauses = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        pauses.add(
            new Pause(
                BoardQueries.stage(row.getString("stage")).orElseThrow(),
                row.getString("reason"),
                new ParticipantId(row.getString("paused_by")),
                row.getObject("since", OffsetDateTime.class).toInstant()));
      }
    }
    return pauses;
  }
}
