package dev.muninn.ingest.source;

import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalHandler;
import dev.muninn.cluster.journal.ProjectionSpec;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.FileLocation;
import dev.muninn.media.SessionId;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.SourceEvent;
import dev.muninn.media.signal.SourceKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes view.source, source_scan, source_file and staged_file; each event may come twice. */
final class SourceProjection implements JournalHandler {

  static final String NAME = "sources";

  /** What it follows and the tables that it alone writes. */
  static final ProjectionSpec SPEC =
      ProjectionSpec.of(
          NAME,
          Set.of(SourceKey.ENTITY_TYPE, MediaItemKey.ENTITY_TYPE),
          List.of("view.source", "view.source_scan", "view.source_file", "view.staged_file"));

  @Override
  public void apply(Connection tx, List<JournalEvent> events) throws SQLException {
    for (JournalEvent event : events) {
      if (event.event() instanceof SourceEvent e) {
        applySource(tx, SourceKey.ofEntityId(event.entityId()), e);
      }
      if (event.event() instanceof MediaItemEvent e) {
        applyItem(tx, MediaItemKey.ofEntityId(event.entityId()), e);
      }
    }
  }

  private static void applySource(Connection tx, SourceKey key, SourceEvent event)
      throws SQLException {
    String id = key.sourceId().value();
    if (event instanceof SourceEvent.Created created) {
      create(tx, key, created);
    } else if (event instanceof SourceEvent.ScanStarted e) {
      run(
          tx,
          "INSERT INTO source_scan (org, source_id, session_id) VALUES (?, ?, ?)"
              + " ON CONFLICT DO NOTHING",
          key.org().value(),
          id,
          e.session().value());
      run(tx, "UPDATE source SET last_session = ? WHERE source_id = ?", e.session().value(), id);
    } else if (event instanceof SourceEvent.ScanEnded e) {
      run(tx, "DELETE FROM source_scan WHERE session_id = ?", e.session().value());
    } else if (event instanceof SourceEvent.WentOffline) {
      run(tx, "UPDATE source SET offline = true WHERE source_id = ?", id);
    } else if (event instanceof SourceEvent.CameOnline) {
      run(tx, "UPDATE source SET offline = false WHERE source_id = ?", id);
    }
  }

  private static void create(Connection tx, SourceKey key, SourceEvent.Created created)
      throws SQLException {
    run(
        tx,
        "INSERT INTO source (org, source_id, name, root, custody, watch, include, exclude,"
            + " created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        key.org().value(),
        key.sourceId().value(),
        created.name(),
        created.root(),
        created.custody().name(),
        created.watch(),
        tx.createArrayOf("text", created.include().toArray()),
        tx.createArrayOf("text", created.exclude().toArray()),
        created.by().value(),
        created.at());
  }

  private static void applyItem(Connection tx, MediaItemKey key, MediaItemEvent event)
      throws SQLException {
    if (event instanceof MediaItemEvent.Acquired e) {
      place(tx, key, e.origin(), e.session());
      staged(tx, key, e.origin());
    } else if (event instanceof MediaItemEvent.LocationAdded e) {
      place(tx, key, e.origin(), e.session());
    } else if (event instanceof MediaItemEvent.Healed e) {
      staged(tx, key, e.origin());
    } else if (event instanceof MediaItemEvent.Stored) {
      forget(tx, "staged_file", key);
    } else if (event instanceof MediaItemEvent.LocationLost e) {
      run(
          tx,
          "DELETE FROM source_file"
              + " WHERE source_id = ? AND path_hash = ?"
              + " AND org = ? AND media_id = ?",
          e.source().value(),
          SourceViews.pathHash(e.path()),
          key.org().value(),
          key.mediaId().value());
    } else if (event instanceof MediaItemEvent.Purged) {
      forget(tx, "staged_file", key);
      forget(tx, "source_file", key);
    }
  }

  private static void place(
      Connection tx, MediaItemKey key, ByteOrigin origin, Optional<SessionId> session)
      throws SQLException {
    if (!(origin instanceof ByteOrigin.InSource in)) {
      return;
    }
    FileLocation file = in.location();
    run(
        tx,
        "INSERT INTO source_file (source_id, path, org, media_id, size, mtime_ns, ctime_ns,"
            + " inode, session_id, path_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (source_id, path_hash) DO UPDATE SET org = excluded.org,"
            + " media_id = excluded.media_id, size = excluded.size, mtime_ns = excluded.mtime_ns,"
            + " ctime_ns = excluded.ctime_ns, inode = excluded.inode,"
            + " session_id = excluded.session_id",
        file.source().value(),
        file.path(),
        key.org().value(),
        key.mediaId().value(),
        file.size(),
        file.mtimeNs(),
        file.ctimeNs(),
        file.inode(),
        session.map(SessionId::value).orElse(null),
        SourceViews.pathHash(file.path()));
  }

  private static void staged(Connection tx, MediaItemKey key, ByteOrigin origin)
      throws SQLException {
    if (origin instanceof ByteOrigin.Staged staged) {
      run(
          tx,
          "INSERT INTO staged_file (ref, org, media_id) VALUES (?, ?, ?)"
              + " ON CONFLICT DO NOTHING",
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

  private static void run(Connection tx, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = tx.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        Object parameter = parameters[i];
        statement.setObject(
            i + 1, parameter instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : parameter);
      }
      statement.executeUpdate();
    }
  }
}
