package dev.muninn.ingest.pipeline;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.PipelineControl.Pause;
import dev.muninn.catalog.PipelineCounts;
import dev.muninn.catalog.PipelineCounts.StageCount;
import dev.muninn.catalog.PipelineGauges.Gauge;
import dev.muninn.media.Lane;
import dev.muninn.media.SessionId;
import dev.muninn.media.StageName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers of the pipeline, each answer from one statement so that they are of one moment. How
 * many were accepted is counted event by event and not from the items, so that the law of
 * conservation can be seen to fail.
 */
final class CountQueries {
  /** One row for each stage and status, and one with what was accepted. */
  private static final String COUNTS =
      """
      WITH live AS MATERIALIZED (%s WHERE ?::text IS NULL OR i.session = ?)
      SELECT stage, now_status, count(*) AS items,
             extract(epoch FROM now() - min(stage_since))::bigint AS oldest
        FROM live GROUP BY stage, now_status
       UNION ALL
      SELECT NULL, 'accepted', coalesce(sum(items), 0), NULL
        FROM pipeline.accepted WHERE ?::text IS NULL OR session = ?"""
          .formatted(BoardQueries.LIVE);

  private static final String GAUGES =
      """
      WITH live AS MATERIALIZED (%s WHERE i.stage IS NOT NULL)
      SELECT stage, lane,
             count(*) FILTER (WHERE now_status = 'waiting') AS waiting,
             count(*) FILTER (WHERE now_status = 'running') AS running,
             count(*) FILTER (WHERE now_status = 'failed') AS failed,
             count(*) FILTER (WHERE now_status = 'quarantined') AS quarantined,
             extract(epoch FROM now() - min(stage_since)
               FILTER (WHERE now_status IN ('waiting', 'failed')))::bigint AS oldest
        FROM live GROUP BY stage, lane ORDER BY stage, lane"""
          .formatted(BoardQueries.LIVE);

  private CountQueries() {}

  /** The numbers of the org that the connection reads as, or of one of its imports. */
  static PipelineCounts counts(
      Connection connection,
      Optional<SessionId> session,
      List<Pause> pauses,
      PipelineCounts.Intake intake,
      long lagMs)
      throws SQLException {
    Tally tally = new Tally();
    try (PreparedStatement select = connection.prepareStatement(COUNTS)) {
      for (int at = 1; at <= 4; at++) {
        select.setString(at, session.map(SessionId::value).orElse(null));
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          tally.add(row);
        }
      }
    }
    return tally.counts(pauses, intake, lagMs);
  }

  /** The numbers of all orgs, as the writer role sees them. */
  static List<Gauge> gauges(Connection connection) throws SQLException {
    List<Gauge> gauges = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(GAUGES);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        gauges.add(
            new Gauge(
                BoardQueries.stage(row.getString("stage")).orElseThrow(),
                row.getInt("lane") == 0 ? Lane.INTERACTIVE : Lane.BULK,
                row.getLong("waiting"),
                row.getLong("running"),
                row.getLong("failed"),
                row.getLong("quarantined"),
                oldest(row)));
      }
    }
    return gauges;
  }

  /** Clocks of two machines may differ a little: never below zero. */
  private static Optional<Long> oldest(ResultSet row) throws SQLException {
    long seconds = row.getLong("oldest");
    return row.wasNull() ? Optional.empty() : Optional.of(Math.max(0, seconds));
  }

  /** Adds up the rows of {@link #COUNTS}. */
  private static final class Tally {
    private final Map<MediaStatus, Long> totals = new EnumMap<>(MediaStatus.class);
    private final Map<StageName, Map<MediaStatus, Long>> stages = new EnumMap<>(StageName.class);
    private final Map<StageName, Long> oldest = new EnumMap<>(StageName.class);
    private long accepted;

    void add(ResultSet row) throws SQLException {
      String word = row.getString("now_status");
      long items = row.getLong("items");
      if (word.equals("accepted")) {
        accepted = items;
        return;
      }
      MediaStatus status = MediaStatus.ofWord(word);
      totals.merge(status, items, Long::sum);
      Optional<StageName> stage = BoardQueries.stage(row.getString("stage"));
      if (stage.isPresent()) {
        stages
            .computeIfAbsent(stage.get(), any -> new EnumMap<>(MediaStatus.class))
            .merge(status, items, Long::sum);
        if (status == MediaStatus.WAITING || status == MediaStatus.FAILED) {
          oldest(row).ifPresent(seconds -> oldest.merge(stage.get(), seconds, Math::max));
        }
      }
    }

    PipelineCounts counts(List<Pause> pauses, PipelineCounts.Intake intake, long lagMs) {
      List<StageCount> perStage = new ArrayList<>();
      for (StageName stage : StageName.values()) {
        Map<MediaStatus, Long> here = stages.getOrDefault(stage, Map.of());
        perStage.add(
            new StageCount(
                stage,
                here.getOrDefault(MediaStatus.WAITING, 0L),
                here.getOrDefault(MediaStatus.RUNNING, 0L),
                here.getOrDefault(MediaStatus.FAILED, 0L),
                Optional.ofNullable(oldest.get(stage)),
                pauses.stream().filter(one -> one.stage() == stage).findFirst()));
      }
      return new PipelineCounts(
          lagMs,
          accepted,
          total(MediaStatus.READY),
          total(MediaStatus.WAITING),
          total(MediaStatus.RUNNING),
          total(MediaStatus.FAILED),
          total(MediaStatus.QUARANTINED),
          total(MediaStatus.TRASHED),
          perStage,
          intake);
    }

    private long total(MediaStatus status) {
      return totals.getOrDefault(status, 0L);
    }
  }
}
