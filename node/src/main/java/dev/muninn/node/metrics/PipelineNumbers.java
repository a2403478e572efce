package dev.muninn.node.metrics;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.StageName;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the pipeline stands, over all orgs; all numbers of items are of one moment. */
final class PipelineNumbers {
  static final int SECONDS = 5;
  private static final String ITEMS =
      """
      WITH live AS MATERIALIZED (
        SELECT i.stage, i.stage_since,
               CASE WHEN i.status IN ('waiting', 'failed') AND EXISTS (
                      SELECT 1 FROM ops.work_lease l
                       WHERE l.org = i.org AND l.media_id = i.media_id
                         AND l.incarnation IS NOT NULL AND l.expires_at > clock_timestamp())
                    THEN 'running' ELSE i.status END AS status
          FROM pipeline.pipeline_item i)
      SELECT status, coalesce(stage, '') AS stage, count(*) AS items,
             extract(epoch FROM clock_timestamp() - min(stage_since)) AS oldest
        FROM live GROUP BY 1, 2
      UNION ALL
      SELECT 'accepted', '', coalesce(sum(items), 0), 0 FROM pipeline.accepted""";

  private static final List<MediaStatus> OF_A_STAGE =
      List.of(MediaStatus.WAITING, MediaStatus.RUNNING, MediaStatus.FAILED);

  private final Map<String, Long> totals = new TreeMap<>();
  private final Map<String, Long> stages = new TreeMap<>();
  private final Map<String, Double> oldest = new TreeMap<>();

  private PipelineNumbers() {}

  static List<MetricSnapshot> read(Connection connection) throws SQLException {
    PipelineNumbers numbers = new PipelineNumbers();
    try (PreparedStatement select = connection.prepareStatement(ITEMS)) {
      select.setQueryTimeout(SECONDS);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          numbers.add(row);
        }
      }
    }
    return List.of(
        numbers.items(), numbers.stageItems(), numbers.oldest(), importsRunning(connection));
  }

  private void add(ResultSet row) throws SQLException {
    String status = row.getString("status");
    String stage = row.getString("stage");
    totals.merge(status, row.getLong("items"), Long::sum);
    boolean owed = OF_A_STAGE.stream().anyMatch(one -> one.word().equals(status));
    if (owed && !stage.isEmpty()) {
      stages.merge(stage + '/' + status, row.getLong("items"), Long::sum);
      oldest.merge(stage, Math.max(0, row.getDouble("oldest")), Math::max);
    }
  }

  private MetricSnapshot items() {
    Family family =
        new Family("muninn_pipeline_items", "Items by status; accepted is counted by itself");
    family.put(totals.getOrDefault("accepted", 0L), "status", "accepted");
    for (MediaStatus status : MediaStatus.values()) {
      family.put(totals.getOrDefault(status.word(), 0L), "status", status.word());
    }
    return family.build();
  }

  private MetricSnapshot stageItems() {
    Family family =
        new Family("muninn_pipeline_stage_items", "Items by the stage that they owe next");
    for (StageName stage : StageName.values()) {
      for (MediaStatus status : OF_A_STAGE) {
        long items = stages.getOrDefault(stage.word() + '/' + status.word(), 0L);
        family.put(items, "stage", stage.word(), "status", status.word());
      }
    }
    return family.build();
  }

  private MetricSnapshot oldest() {
    Family family =
        new Family(
            "muninn_pipeline_stage_oldest_seconds",
            "For how long the oldest item of a stage has waited there; 0 when none does");
    for (StageName stage : StageName.values()) {
      family.put(oldest.getOrDefault(stage.word(), 0.0), "stage", stage.word());
    }
    return family.build();
  }

  private static MetricSnapshot importsRunning(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT count(*) FROM view.source_scan");
        ResultSet row = select.executeQuery()) {
      row.next();
      return Family.of(
          "muninn_import_sessions_running", "Imports that are not done", row.getLong(1));
    }
  }
}
