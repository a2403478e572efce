package dev.muninn.ingest.source;

import static dev.muninn.ingest.source.Sql.run;

import dev.muninn.media.ByteOrigin;
import dev.muninn.media.FileLocation;
import dev.muninn.media.SessionId;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** What the events of an item mean for its files in sources and in the staging area. */
final class ItemFileRows {
  private ItemFileRows() {}

  /** Whether {@link #apply} does anything with such an event. */
  static boolean concerns(Object event) {
    return event instanceof MediaItemEvent.Acquired
        || event instanceof MediaItemEvent.LocationAdded
        || event instanceof MediaItemEvent.Healed
        || event instanceof MediaItemEvent.Stored
        || event instanceof MediaItemEvent.LocationLost
        || event instanceof MediaItemEvent.Purged;
  }

  static void apply(Connection tx, MediaItemKey key, MediaItemEvent event) throws SQLException {
    if (event instanceof MediaItemEvent.Acquired e) {
      place(tx, key, e.origin(), e.session(), true, e.at());
      staged(tx, key, e.origin());
    } else if (event instanceof MediaItemEvent.LocationAdded e) {
      place(tx, key, e.origin(), e.session(), false, e.at());
    } else if (event instanceof MediaItemEvent.Healed e) {
      staged(tx, key, e.origin());
    } else if (event instanceof MediaItemEvent.Stored) {
      forget(tx, "staged_file", key);
    } else if (event instanceof MediaItemEvent.LocationLost e) {
      run(
          tx,
          "DELETE FROM source_file"
              + " WHERE source_id = ? AND path_hash = ? AND media_id = ? AND org = ?",
          e.source().value(),
          SourceViews.pathHash(e.path()),
          key.mediaId().value(),
          key.org().value());
    } else if (event instanceof MediaItemEvent.Purged) {
      forget(tx, "staged_file", key);
      forget(tx, "source_file", key);
    }
  }

  private static void place(
      Connection tx,
      MediaItemKey key,
      ByteOrigin origin,
      Optional<SessionId> session,
      boolean fresh,
      Instant at)
      throws SQLException {
    if (!(origin instanceof ByteOrigin.InSource in)) {
      return;
    }
    FileLocation file = in.location();
    run(
        tx,
        "INSERT INTO source_file (source_id, path, org, media_id, size, mtime_ns, ctime_ns,"
            + " inode, session_id, fresh, found_at, path_hash)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (source_id, path_hash, media_id) DO UPDATE SET"
            + " size = excluded.size, mtime_ns = excluded.mtime_ns,"
            + " ctime_ns = excluded.ctime_ns, inode = excluded.inode,"
            + " session_id = excluded.session_id, fresh = excluded.fresh,"
            + " found_at = excluded.found_at",
        file.source().value(),
        file.path(),
        key.org().value(),
        key.mediaId().value(),
        file.size(),
        file.mtimeNs(),
        file.ctimeNs(),
        file.inode(),
        session.map(SessionId::value).orElse(null),
        fresh,
        at,
        SourceViews.pathHash(file.path()));
  }

  private static void staged(Connection tx, MediaItemKey key, ByteOrigin origin)
      throws SQLException {
    if (origin instanceof ByteOrigin.Staged staged) {
      run(
          tx,
          "INSERT INTO staged_file (ref, org, media_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
          staged.ref().value(),
          key.org().value(),
          key.mediaId().value());
    }
  }

  private static void forget(Connection tx, String table, MediaItemKey key) throws SQLException {
    run(
        tx,
        "DELETE FROM " + table + " WHERE org = ? AND media_id = ?",
        key.org().value(),
        key.mediaId().value());
  }
}
