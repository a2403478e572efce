package dev.muninn.query.view;

import dev.muninn.catalog.MediaRow;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.TimelineBucket;
import dev.muninn.catalog.TimelineUnit;
import dev.muninn.cluster.jdbc.SqlFunction;
import dev.muninn.cluster.jdbc.TenantSql;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.search.SearchFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table {@code view.media} as a tenant sees it: everything runs as the reader role, under row
 * level security. Blocking.
 */
public final class MediaReads {
  private static final String COLUMNS =
      "SELECT m.media_id, m.document, m.shown_at, " + ItemStatus.SQL + " FROM view.media m";

  private final TenantSql sql;

  public MediaReads(TenantSql sql) {
    this.sql = sql;
  }

  /** A slice of a list in order, with the cursor of its last row if more follow. */
  record Slice(List<MediaRow> rows, Optional<String> next, long total) {}

  Slice list(OrgId org, SearchFilter filter, Optional<ListCursor> after, int limit) {
    return sql.read(org.value(), tx -> list(tx, org, filter, after, limit));
  }

  /** The rows of these items, by id; those that the tenant does not have are missing. */
  public Map<MediaId, MediaRow> byIds(OrgId org, Collection<MediaId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return sql.read(org.value(), tx -> byIds(tx, org, ids));
  }

  List<TimelineBucket> timeline(OrgId org, SearchFilter filter, TimelineUnit unit, ZoneId zone) {
    return sql.read(org.value(), tx -> timeline(tx, filter, unit, zone));
  }

  /** Runs a read of another class of this module under the same rules. */
  public <T> T read(OrgId org, SqlFunction<Connection, T> work) {
    return sql.read(org.value(), work);
  }

  private static Slice list(
      Connection tx, OrgId org, SearchFilter filter, Optional<ListCursor> after, int limit)
      throws SQLException {
    Conditions page = Conditions.of(filter);
    after.ifPresent(cursor -> beyond(page, cursor));
    String select =
        COLUMNS
            + ItemStatus.JOIN
            + " WHERE "
            + page.sql()
            + " ORDER BY m.shown_at DESC, m.media_id LIMIT ?";
    List<MediaRow> rows = new ArrayList<>();
    Optional<String> next = Optional.empty();
    try (PreparedStatement statement = tx.prepareStatement(select)) {
      statement.setInt(page.bind(statement, 1), limit + 1);
      try (ResultSet found = statement.executeQuery()) {
        ListCursor last = null;
        while (found.next()) {
          if (rows.size() == limit) {
            next = Optional.ofNullable(last).map(ListCursor::format);
            break;
          }
          rows.add(row(org, found));
          last = new ListCursor(instant(found), new MediaId(found.getString(1)));
        }
      }
    }
    return new Slice(rows, next, count(tx, Conditions.of(filter)));
  }

  private static void beyond(Conditions page, ListCursor cursor) {
    page.and(
        "(m.shown_at < ? OR (m.shown_at = ? AND m.media_id > ?))",
        Conditions.instant(cursor.shownAt()),
        Conditions.instant(cursor.shownAt()),
        Conditions.text(cursor.mediaId().value()));
  }

  private static long count(Connection tx, Conditions all) throws SQLException {
    String select = "SELECT count(*) FROM view.media m" + ItemStatus.JOIN + " WHERE " + all.sql();
    try (PreparedStatement statement = tx.prepareStatement(select)) {
      all.bind(statement, 1);
      try (ResultSet found = statement.executeQuery()) {
        found.next();
        return found.getLong(1);
      }
    }
  }

  /** As {@link #byIds(OrgId, Collection)}, within a transaction of {@link #read}. */
  public static Map<MediaId, MediaRow> byIds(Connection tx, OrgId org, Collection<MediaId> ids)
      throws SQLException {
    Conditions some = new Conditions();
    some.and(
        "m.media_id = ANY (?)",
        Conditions.texts(ids.stream().map(MediaId::value).toArray(String[]::new)));
    Map<MediaId, MediaRow> rows = new HashMap<>();
    try (PreparedStatement statement =
        tx.prepareStatement(COLUMNS + ItemStatus.JOIN + " WHERE " + some.sql())) {
      some.bind(statement, 1);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          MediaRow row = row(org, found);
          rows.put(row.mediaId(), row);
        }
      }
    }
    return rows;
  }

  private static List<TimelineBucket> timeline(
      Connection tx, SearchFilter filter, TimelineUnit unit, ZoneId zone) throws SQLException {
    Conditions all = Conditions.of(filter);
    String word =
        switch (unit) {
          case DAY -> "day";
          case MONTH -> "month";
        };
    String select =
        "SELECT date_trunc('"
            + word
            + "', m.shown_at AT TIME ZONE ?)::date AS start, count(*) FROM view.media m"
            + ItemStatus.JOIN
            + " WHERE "
            + all.sql()
            + " GROUP BY start ORDER BY start DESC";
    List<TimelineBucket> buckets = new ArrayList<>();
    try (PreparedStatement statement = tx.prepareStatement(select)) {
      statement.setString(1, postgresName(zone));
      all.bind(statement, 2);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          buckets.add(new TimelineBucket(found.getObject(1, LocalDate.class), found.getLong(2)));
        }
      }
    }
    return buckets;
  }

  /** Names of places are the same in both; a bare offset is counted westward by PostgreSQL. */
  private static String postgresName(ZoneId zone) {
    if (zone.normalized() instanceof ZoneOffset offset) {
      int seconds = offset.getTotalSeconds();
      int minutes = Math.abs(seconds) / 60;
      return "<utc>"
          + (seconds > 0 ? '-' : '+')
          + String.format("%02d:%02d", minutes / 60, minutes % 60);
    }
    return zone.getId();
  }

  private static MediaRow row(OrgId org, ResultSet found) throws SQLException {
    return MediaShown.row(
        org,
        new MediaId(found.getString(1)),
        MediaJson.read(found.getString(2)),
        MediaStatus.ofWord(found.getString(4)));
  }

  private static Instant instant(ResultSet found) throws SQLException {
    return found.getObject(3, OffsetDateTime.class).toInstant();
  }
}
