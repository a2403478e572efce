package dev.muninn.query.view;

import dev.muninn.media.ContentHash;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.MediaItemKey;
import java.sql.Array;
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The table {@code media} as its projection sees it: documents by key, read, written and deleted in
 * batches within the caller's transaction, which says in which schema (the view's or a shadow's).
 */
public final class MediaRows {
  private static final String LOAD =
      "SELECT org, media_id, document FROM media "
          + "WHERE (org, media_id) IN (SELECT * FROM unnest(?::text[], ?::text[]))";
  private static final String DELETE = "DELETE FROM media WHERE org = ? AND media_id = ?";

  private static final String UPSERT =
      "INSERT INTO media (org, media_id, kind, name, shown_at, acquired_at, hash, rating,"
          + " place_key, tag_keys, sources, trashed, sequence_nr, document)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json)"
          + " ON CONFLICT (org, media_id) DO UPDATE SET kind = excluded.kind,"
          + " name = excluded.name, shown_at = excluded.shown_at,"
          + " acquired_at = excluded.acquired_at, hash = excluded.hash, rating = excluded.rating,"
          + " place_key = excluded.place_key, tag_keys = excluded.tag_keys,"
          + " sources = excluded.sources, trashed = excluded.trashed,"
          + " sequence_nr = excluded.sequence_nr, document = excluded.document";

  /** Where nothing changed that lists are sorted or narrowed by: no such index is touched. */
  private static final String UPDATE_REST =
      "UPDATE media SET hash = ?, sources = ?, trashed = ?, sequence_nr = ?, document = ?::json"
          + " WHERE org = ? AND media_id = ?";

  private final Connection tx;

  public MediaRows(Connection tx) {
    this.tx = tx;
  }

  /** The documents of these items; those without a row are missing. */
  public Map<MediaItemKey, MediaDocument> load(Collection<MediaItemKey> keys) throws SQLException {
    return load(LOAD, keys);
  }

  private Map<MediaItemKey, MediaDocument> load(String sql, Collection<MediaItemKey> keys)
      throws SQLException {
    try (PreparedStatement select = tx.prepareStatement(sql)) {
      select.setArray(1, texts(keys.stream().map(key -> key.org().value())));
      select.setArray(2, texts(keys.stream().map(key -> key.mediaId().value())));
      Map<MediaItemKey, MediaDocument> found = new HashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.put(
              new MediaItemKey(new OrgId(rows.getString(1)), new MediaId(rows.getString(2))),
              MediaJson.read(rows.getString(3)));
        }
      }
      return found;
    }
  }

  /** As {@link #load}, of the view that answers, whatever schema the caller is in. */
  public Map<MediaItemKey, MediaDocument> shown(Collection<MediaItemKey> keys) throws SQLException {
    return load(LOAD.replace("FROM media ", "FROM view.media "), keys);
  }

  /** What became of an item's document; empty is no row. */
  public record Change(Optional<MediaDocument> before, Optional<MediaDocument> after) {}

  /** Brings the row of each item from its one state to the other, with as little as that takes. */
  public void save(Map<MediaItemKey, Change> changes) throws SQLException {
    try (PreparedStatement upsert = tx.prepareStatement(UPSERT);
        PreparedStatement rest = tx.prepareStatement(UPDATE_REST);
        PreparedStatement delete = tx.prepareStatement(DELETE)) {
      for (Map.Entry<MediaItemKey, Change> entry : changes.entrySet()) {
        MediaItemKey key = entry.getKey();
        Optional<MediaDocument> before = entry.getValue().before();
        Optional<MediaDocument> after = entry.getValue().after();
        if (after.isEmpty()) {
          bindKey(delete, 1, key);
          delete.addBatch();
        } else if (before.filter(after.get()::looksAs).isEmpty()) {
          bind(upsert, key, after.get());
          upsert.addBatch();
        } else if (!before.equals(after)) {
          bindRest(rest, key, after.get());
          rest.addBatch();
        }
      }
      delete.executeBatch();
      upsert.executeBatch();
      rest.executeBatch();
    }
    // last: these rows are shared between items, and others wait for them
    new SpellingRows(tx).save(changes);
  }

  private static void bindKey(PreparedStatement statement, int at, MediaItemKey key)
      throws SQLException {
    statement.setString(at, key.org().value());
    statement.setString(at + 1, key.mediaId().value());
  }

  private void bindRest(PreparedStatement update, MediaItemKey key, MediaDocument item)
      throws SQLException {
    update.setString(1, item.hash().map(ContentHash::value).orElse(null));
    update.setArray(2, texts(ItemFacets.of(item).sources().stream()));
    update.setBoolean(3, item.trashed());
    update.setLong(4, item.sequenceNr());
    update.setString(5, MediaJson.write(item));
    bindKey(update, 6, key);
  }

  private void bind(PreparedStatement upsert, MediaItemKey key, MediaDocument item)
      throws SQLException {
    ItemFacets facets = ItemFacets.of(item);
    bindKey(upsert, 1, key);
    upsert.setString(3, facets.kind().word());
    upsert.setString(4, clean(item.start().name()));
    upsert.setObject(5, utc(facets.shownAt()));
    upsert.setObject(6, utc(item.start().at()));
    upsert.setString(7, item.hash().map(ContentHash::value).orElse(null));
    upsert.setObject(8, facets.rating().orElse(null), Types.SMALLINT);
    upsert.setString(9, facets.placeKey().orElse(null));
    upsert.setArray(10, texts(facets.tagKeys().stream()));
    upsert.setArray(11, texts(facets.sources().stream()));
    upsert.setBoolean(12, facets.trashed());
    upsert.setLong(13, item.sequenceNr());
    upsert.setString(14, MediaJson.write(item));
  }

  /** Text as PostgreSQL takes it: no character zero, no half of a surrogate pair. */
  static String clean(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c ->
                c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                    ? 0xfffd
                    : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private Array texts(Stream<String> values) throws SQLException {
    return tx.createArrayOf("text", values.toArray());
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
