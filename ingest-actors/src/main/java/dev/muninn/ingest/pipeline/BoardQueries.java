package dev.muninn.ingest.pipeline;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.Page;
import dev.muninn.catalog.PipelineFilter;
import dev.muninn.catalog.PipelineItem;
import dev.muninn.ingest.pipeline.story.Situation;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaId;
import dev.muninn.media.SessionId;
import dev.muninn.media.StageName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The lists behind the board's numbers, as the reader role sees them: one org. */
final class BoardQueries {
  /** Rows of {@code pipeline_item}; a live lease makes running of waiting and failed. */
  static final String LIVE =
      """
      SELECT i.*, CASE WHEN i.status IN ('waiting', 'failed') AND EXISTS (
               SELECT 1 FROM ops.work_lease l
                WHERE l.org = i.org AND l.media_id = i.media_id
                  AND l.incarnation IS NOT NULL AND l.expires_at > now())
             THEN 'running' ELSE i.status END AS now_status
        FROM pipeline.pipeline_item i""";

  private static final String MATCHING =
      " FROM ("
          + LIVE
          + ") live WHERE (?::text IS NULL OR now_status = ?) AND (?::text IS NULL OR stage = ?)"
          + " AND (?::text IS NULL OR error = ?) AND (?::text IS NULL OR session = ?)";

  private BoardQueries() {}

  /** Newest first; one row more than asked for tells whether there is a next page. */
  static Page<PipelineItem> items(
      Connection connection,
      PipelineFilter filter,
      Optional<BoardCursor> after,
      int limit,
      long lagMs)
      throws SQLException {
    StringBuilder sql = new StringBuilder("SELECT *").append(MATCHING);
    if (after.isPresent()) {
      sql.append(" AND (acquired_at, media_id) < (?, ?)");
    }
    sql.append(" ORDER BY acquired_at DESC, media_id DESC LIMIT ?");
    try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
      int at = match(select, filter);
      if (after.isPresent()) {
        select.setObject(at++, OffsetDateTime.ofInstant(after.get().acquiredAt(), ZoneOffset.UTC));
        select.setString(at++, after.get().mediaId().value());
      }
      select.setInt(at, limit + 1);
      return page(select, limit, total(connection, filter), lagMs);
    }
  }

  /** Fills in the filter; the next free place. */
  private static int match(PreparedStatement select, PipelineFilter filter) throws SQLException {
    int at = 1;
    for (Optional<String> word :
        List.of(
            filter.status().map(MediaStatus::word),
            filter.stage().map(StageName::word),
            filter.error().map(ErrorCode::name),
            filter.session().map(SessionId::value))) {
      select.setString(at++, word.orElse(null));
      select.setString(at++, word.orElse(null));
    }
    return at;
  }

  private static long total(Connection connection, PipelineFilter filter) throws SQLException {
    try (PreparedStatement count = connection.prepareStatement("SELECT count(*)" + MATCHING)) {
      match(count, filter);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static Page<PipelineItem> page(
      PreparedStatement select, int limit, long total, long lagMs) throws SQLException {
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
    return new Page<>(items, next, total, lagMs);
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

  /**
   * What failed or was given up, and at which stage, where it matches; also what is ready and was
   * given up in a second space.
   */
  static List<Stuck> stuck(
      Connection connection, Optional<StageName> stage, Optional<ErrorCode> error)
      throws SQLException {
    String sql =
        """
        SELECT media_id, stage FROM pipeline.pipeline_item
         WHERE status IN ('failed', 'quarantined')
           AND (?::text IS NULL OR stage = ?) AND (?::text IS NULL OR error = ?)
            OR status = 'ready' AND coalesce(?, 'embed') = 'embed' AND ?::text IS NULL
           AND EXISTS (SELECT 1 FROM pipeline.item_space s
                        WHERE s.media_id = pipeline_item.media_id AND s.state = 'quarantined')
         ORDER BY acquired_at, media_id""";
    List<Stuck> stuck = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, stage.map(StageName::word).orElse(null));
      select.setString(2, stage.map(StageName::word).orElse(null));
      select.setString(3, error.map(ErrorCode::name).orElse(null));
      select.setString(4, error.map(ErrorCode::name).orElse(null));
      select.setString(5, stage.map(StageName::word).orElse(null));
      select.setString(6, error.map(ErrorCode::name).orElse(null));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          stuck.add(new Stuck(new MediaId(row.getString(1)), stage(row.getString(2))));
        }
      }
    }
    return stuck;
  }

  /** An item that a retry may help, and the stage it stands at. */
  record Stuck(MediaId mediaId, Optional<StageName> stage) {}

  /** The live lease on an item, if there is one. */
  static Optional<Situation.Running> running(Connection connection, MediaId mediaId)
      throws SQLException {
    String sql =
        """
        SELECT pass, coalesce(worker, node) AS node, claimed_at FROM ops.work_lease
         WHERE media_id = ? AND incarnation IS NOT NULL AND expires_at > now()""";
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

  static Optional<StageName> stage(String word) {
    return Optional.ofNullable(word).map(it -> StageName.valueOf(it.toUpperCase(Locale.ROOT)));
  }
}
