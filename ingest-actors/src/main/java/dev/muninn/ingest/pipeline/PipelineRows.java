package dev.muninn.ingest.pipeline;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.ingest.entity.Trouble;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.SessionId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.SpacePlan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Reads and writes the rows of the two views, in sets; their schema is the one that the projection
 * works in. Source: V200__pipeline.sql, V220__pipeline_sessions.sql, V251__spaces.sql,
 * V265__storages.sql.
 */
final class PipelineRows {
  private static final String LOAD =
      """
      SELECT i.org, i.media_id, i.seq_nr, i.name, i.session, i.acquired_at, i.changed_at,
             i.stage_since, i.progress, i.whereabouts
        FROM pipeline_item i
        JOIN unnest(?::text[], ?::text[]) AS k(org, media_id) USING (org, media_id)""";
  private static final String FORGET_WORK =
      """
      DELETE FROM pipeline_work w
       USING unnest(?::text[], ?::text[]) AS k(org, media_id)
       WHERE w.org = k.org AND w.media_id = k.media_id""";
  private static final String FORGET_ITEM =
      """
      DELETE FROM pipeline_item i
       USING unnest(?::text[], ?::text[]) AS k(org, media_id)
       WHERE i.org = k.org AND i.media_id = k.media_id""";
  private static final String SAVE_ITEM =
      """
      INSERT INTO pipeline_item (org, media_id, seq_nr, name, kind, lane, status, stage,
             attempts, error, detail, retry_at, acquired_at, changed_at, progress, session,
             stage_since, embeddable, whereabouts)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
      ON CONFLICT (org, media_id) DO UPDATE SET
             seq_nr = excluded.seq_nr, name = excluded.name, kind = excluded.kind,
             lane = excluded.lane, status = excluded.status, stage = excluded.stage,
             attempts = excluded.attempts, error = excluded.error, detail = excluded.detail,
             retry_at = excluded.retry_at, acquired_at = excluded.acquired_at,
             changed_at = excluded.changed_at, progress = excluded.progress,
             session = excluded.session, stage_since = excluded.stage_since,
             embeddable = excluded.embeddable, whereabouts = excluded.whereabouts""";
  private static final String SAVE_WORK =
      """
      INSERT INTO pipeline_work
             (org, media_id, stage, space, lane, not_before, attempts, seq_nr, storage)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (org, media_id, stage, space) DO NOTHING""";
  private static final int CHUNK = 1000;
  private static final String COUNT =
      """
      INSERT INTO accepted (org, session, items) VALUES (?, ?, ?)
      ON CONFLICT (org, session) DO UPDATE SET items = accepted.items + excluded.items""";

  private final ProgressJson json = new ProgressJson();

  Map<MediaItemKey, ItemRow> load(Connection tx, Collection<MediaItemKey> keys)
      throws SQLException {
    Map<MediaItemKey, ItemRow> rows = new HashMap<>();
    try (PreparedStatement select = tx.prepareStatement(LOAD)) {
      setKeys(tx, select, keys);
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          ItemRow row = row(result);
          rows.put(row.key(), row);
        }
      }
    }
    return rows;
  }

  private ItemRow row(ResultSet result) throws SQLException {
    return new ItemRow(
        new MediaItemKey(
            new OrgId(result.getString("org")), new MediaId(result.getString("media_id"))),
        result.getLong("seq_nr"),
        result.getString("name"),
        Optional.ofNullable(result.getString("session")).map(SessionId::new),
        result.getObject("acquired_at", OffsetDateTime.class).toInstant(),
        result.getObject("changed_at", OffsetDateTime.class).toInstant(),
        result.getObject("stage_since", OffsetDateTime.class).toInstant(),
        json.read(result.getString("progress")),
        Whereabouts.parse(result.getString("whereabouts")));
  }

  /**
   * Writes the rows that are there, forgets those that are empty; work follows from the rows and
   * from the live spaces.
   */
  void save(
      Connection tx,
      SpacePlan plan,
      Map<MediaItemKey, ItemRow> before,
      Map<MediaItemKey, Optional<ItemRow>> after)
      throws SQLException {
    if (after.isEmpty()) {
      return;
    }
    SpaceStates.save(tx, before, after);
    execute(tx, FORGET_WORK, after.keySet());
    List<MediaItemKey> gone =
        after.entrySet().stream()
            .filter(entry -> entry.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    if (!gone.isEmpty()) {
      execute(tx, FORGET_ITEM, gone);
    }
    List<ItemRow> rows = after.values().stream().flatMap(Optional::stream).toList();
    try (PreparedStatement items = tx.prepareStatement(SAVE_ITEM);
        PreparedStatement work = tx.prepareStatement(SAVE_WORK)) {
      for (ItemRow row : rows) {
        setItem(items, row);
        items.addBatch();
        addWork(work, row, plan);
      }
      items.executeBatch();
      work.executeBatch();
    }
  }

  /** Adds to the counts of accepted items, in one order so that no two wait for each other. */
  void count(Connection tx, SortedMap<AcceptedKey, Long> change) throws SQLException {
    try (PreparedStatement insert = tx.prepareStatement(COUNT)) {
      for (Map.Entry<AcceptedKey, Long> entry : change.entrySet()) {
        insert.setString(1, entry.getKey().org().value());
        insert.setString(2, entry.getKey().session().map(SessionId::value).orElse(""));
        insert.setLong(3, entry.getValue());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void setItem(PreparedStatement insert, ItemRow row) throws SQLException {
    Optional<Trouble> trouble = row.trouble();
    insert.setString(1, row.key().org().value());
    insert.setString(2, row.key().mediaId().value());
    insert.setLong(3, row.seqNr());
    insert.setString(4, row.name().replace('\0', ' '));
    insert.setString(5, row.progress().kind().word());
    insert.setInt(6, OwedWork.turnOf(row.progress().lane()));
    insert.setString(7, row.status().word());
    insert.setString(8, row.stage().map(StageName::word).orElse(null));
    insert.setInt(9, trouble.map(Trouble::attempts).orElse(0));
    insert.setString(10, trouble.map(one -> one.code().name()).orElse(null));
    insert.setString(11, trouble.map(one -> one.detail().replace('\0', ' ')).orElse(null));
    setTime(insert, 12, trouble.flatMap(Trouble::retryAt));
    setTime(insert, 13, Optional.of(row.acquiredAt()));
    setTime(insert, 14, Optional.of(row.changedAt()));
    // PostgreSQL's jsonb holds no NUL, which a decoder's words may contain
    insert.setString(15, json.write(row.progress()).replace("\\u0000", " "));
    insert.setString(16, row.session().map(SessionId::value).orElse(null));
    setTime(insert, 17, Optional.of(row.stageSince()));
    insert.setBoolean(18, row.progress().embeddable());
    insert.setString(19, row.whereabouts().text());
  }

  private static void addWork(PreparedStatement insert, ItemRow row, SpacePlan plan)
      throws SQLException {
    for (OwedWork owed : OwedWork.of(row, plan)) {
      insert.setString(1, row.key().org().value());
      insert.setString(2, row.key().mediaId().value());
      insert.setString(3, owed.stage().word());
      insert.setString(4, owed.space().map(EmbeddingSpace::id).orElse(""));
      insert.setInt(5, owed.turn());
      setTime(insert, 6, Optional.of(owed.notBefore()));
      insert.setInt(7, owed.attempts());
      insert.setLong(8, row.seqNr());
      insert.setString(9, owed.storage());
      insert.addBatch();
    }
  }

  /** Adds what these items owe now and is not there yet. */
  void oweAgain(Connection tx, List<MediaItemKey> keys, SpacePlan plan) throws SQLException {
    for (int from = 0; from < keys.size(); from += CHUNK) {
      List<MediaItemKey> some = keys.subList(from, Math.min(keys.size(), from + CHUNK));
      try (PreparedStatement work = tx.prepareStatement(SAVE_WORK)) {
        for (ItemRow row : load(tx, some).values()) {
          addWork(work, row, plan);
        }
        work.executeBatch();
      }
    }
  }

  private static void setTime(PreparedStatement insert, int at, Optional<Instant> time)
      throws SQLException {
    if (time.isPresent()) {
      insert.setObject(at, OffsetDateTime.ofInstant(time.get(), ZoneOffset.UTC));
    } else {
      insert.setNull(at, Types.TIMESTAMP_WITH_TIMEZONE);
    }
  }

  private static void execute(Connection tx, String sql, Collection<MediaItemKey> keys)
      throws SQLException {
    try (PreparedStatement statement = tx.prepareStatement(sql)) {
      setKeys(tx, statement, keys);
      statement.executeUpdate();
    }
  }

  static void setKeys(Connection tx, PreparedStatement statement, Collection<MediaItemKey> keys)
      throws SQLException {
    String[] orgs = keys.stream().map(key -> key.org().value()).toArray(String[]::new);
    String[] ids = keys.stream().map(key -> key.mediaId().value()).toArray(String[]::new);
    statement.setArray(1, tx.createArrayOf("text", orgs));
    statement.setArray(2, tx.createArrayOf("text", ids));
  }
}
