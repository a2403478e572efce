package dev.muninn.ingest.pipeline;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.Page;
import dev.muninn.catalog.PipelineCounts;
import dev.muninn.catalog.PipelineItem;
import dev.muninn.ingest.pipeline.story.Situation;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaId;
import dev.muninn.media.StageName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The reads behind the board, as the reader role sees them: one org. A live lease makes running of
 * waiting and failed.
 */
final class BoardQueries {
  private static final String LIVE =
      """
      SELECT i.*, CASE WHEN i.status IN ('waiting', 'failed') AND EXISTS (
               SELECT 1 FROM ops.work_lease l
                WHERE l.org = i.org AND l.media_id = i.media_id
                  AND l.incarnation IS NOT NULL AND l.expires_at > clock_timestamp())
             THEN 'running' ELSE i.status END AS now_status
        FROM pipeline.pipeline_item i""";

  private BoardQueries() {}

  /** All numbers from one statement, so that they are of one moment. */
  static PipelineCounts counts(Connection connection, long lagMs) throws SQLException {
    String sql =
        "WITH live AS MATERIALIZED ("
            + LIVE
            + ") SELECT stage, now_status, count(*) AS items FROM live GROUP BY stage, now_status"
            + " UNION ALL SELECT NULL, 'accepted', coalesce(sum(items), 0) FROM pipeline.accepted";
    Map<MediaStatus, Long> totals = new EnumMap<>(MediaStatus.class);
    Map<StageName, Map<MediaStatus, Long>> stages = new EnumMap<>(StageName.class);
    long accepted = 0;
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        String word = row.getString("now_status");
        long items = row.getLong("items");
        if (word.equals("accepted")) {
          accepted = items;
        } else {
          MediaStatus status = MediaStatus.ofWord(word);
          totals.merge(status, items, Long::sum);
          stage(row.getString("stage"))
              .ifPresent(
                  stage ->
                      stages
                          .computeIfAbsent(stage, any -> new EnumMap<>(MediaStatus.class))
                          .merge(status, items, Long::sum));
        }
      }
    }
    return counts(lagMs, accepted, totals, stages);
  }

  private static PipelineCounts counts(
      long lagMs,
      long accepted,
      Map<MediaStatus, Long> totals,
      Map<StageName, Map<MediaStatus, Long>> stages) {
    List<PipelineCounts.StageCount> perStage = new ArrayList<>();
    for (StageName stage : StageName.values()) {
      Map<MediaStatus, Long> here = stages.getOrDefault(stage, Map.of());
      perStage.add(
          new PipelineCounts.StageCount(
              stage,
              here.getOrDefault(MediaStatus.WAITING, 0L),
              here.getOrDefault(MediaStatus.RUNNING, 0L),
              here.getOrDefault(MediaStatus.FAILED, 0L)));
    }
    return new PipelineCounts(
        lagMs,
        accepted,
        totals.getOrDefault(MediaStatus.READY, 0L),
        totals.getOrDefault(MediaStatus.WAITING, 0L),
        totals.getOrDefault(MediaStatus.RUNNING, 0L),
        totals.getOrDefault(MediaStatus.FAILED, 0L),
        totals.getOrDefault(MediaStatus.QUARANTINED, 0L),
        totals.getOrDefault(MediaStatus.TRASHED, 0L),
        perStage);
  }

  /** Newest first; one row more than asked for tells whether there is a next page. */
  static Page<PipelineItem> items(
      Connection connection,
      Optional<MediaStatus> status,
      Optional<StageName> stage,
      Optional<BoardCursor> after,
      int limit,
      long lagMs)
      throws SQLException {
    StringBuilder sql = new StringBuilder("SELECT * FROM (").append(LIVE).append(") live");
    sql.append(" WHERE (?::text IS NULL OR now_status = ?) AND (?::text IS NULL OR stage = ?)");
    if (after.isPresent()) {
      sql.append(" AND (acquired_at, media_id) < (?, ?)");
    }
    sql.append(" ORDER BY acquired_at DESC, media_id DESC LIMIT ?");
    try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
      String statusWord = status.map(MediaStatus::word).orElse(null);
      String stageWord = stage.map(StageName::word).orElse(null);
      int at = 1;
      select.setString(at++, statusWord);
      select.setString(at++, statusWord);
      select.setString(at++, stageWord);
      select.setString(at++, stageWord);
      if (after.isPresent()) {
        select.setObject(at++, OffsetDateTime.ofInstant(after.get().acquiredAt(), ZoneOffset.UTC));
        select.setString(at++, after.get().mediaId().value());
      }
      select.setInt(at, limit + 1);
      return page(connection, select, limit, lagMs);
    }
  }

  private static Page<PipelineItem> page(
      Connection connection, PreparedStatement select, int limit, long lagMs) throws SQLException {
    List<PipelineItem> items = new ArrayList<>();
    Optional<String> next = Optional.empty();
    Instant lastAt = Instant.EPOCH;
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        if (items.size() == limit) {
          next = Optional.of(new BoardCursor(lastAt, items.get(limit - 1).mediaId()).format());
          break;
        }
        items.add(item(row));
        lastAt = row.getObject("acquired_at", OffsetDateTime.class).toInstant();
      }
    }
    return new Page<>(items, next, total(connection), lagMs);
  }

  private static long total(Connection connection) throws SQLException {
    try (PreparedStatement count =
            connection.prepareStatement("SELECT count(*) FROM pipeline.pipeline_item");
        ResultSet row = count.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static PipelineItem item(ResultSet row) throws SQLException {
    return new PipelineItem(
        new MediaId(row.getString("media_id")),
        row.getString("name"),
        MediaStatus.ofWord(row.getString("now_status")),
        stage(row.getString("stage")),
        row.getInt("attempts"),
        Optional.ofNullable(row.getString("error")).map(ErrorCode::valueOf),
        Optional.ofNullable(row.getString("detail")),
        Optional.ofNullable(row.getObject("retry_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        row.getObject("changed_at", OffsetDateTime.class).toInstant());
  }

  /** The live lease on an item, if there is one. */
  static Optional<Situation.Running> running(Connection connection, MediaId mediaId)
      throws SQLException {
    String sql =
        """
        SELECT pass, node, claimed_at FROM ops.work_lease
         WHERE media_id = ? AND incarnation IS NOT NULL AND expires_at > clock_timestamp()""";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, mediaId.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Situation.Running(
                    stagesOf(row.getString("pass")),
                    row.getString("node"),
                    row.getObject("claimed_at", OffsetDateTime.class).toInstant()))
            : Optional.empty();
      }
    }
  }

  static Set<StageName> stagesOf(String pass) {
    return EnumSet.copyOf((pass.equals(Pass.EMBED.word()) ? Pass.EMBED : Pass.LOCAL).stages());
  }

  private static Optional<StageName> stage(String word) {
    return Optional.ofNullable(word).map(it -> StageName.valueOf(it.toUpperCase(Locale.ROOT)));
  }
}
