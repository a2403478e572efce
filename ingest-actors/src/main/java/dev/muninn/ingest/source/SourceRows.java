package dev.muninn.ingest.source;

import static dev.muninn.ingest.source.Sql.run;

import dev.muninn.media.signal.SourceEvent;
import dev.muninn.media.signal.SourceKey;
import java.sql.Connection;
import java.sql.SQLException;

/** What the events of a source mean for its row, and for the scans that it owes. */
final class SourceRows {
  private SourceRows() {}

  static void apply(Connection tx, SourceKey key, SourceEvent event) throws SQLException {
    String id = key.sourceId().value();
    if (event instanceof SourceEvent.Created created) {
      create(tx, key, created);
    } else if (event instanceof SourceEvent.ScanStarted e) {
      String session = e.session().value();
      run(
          tx,
          "INSERT INTO source_scan (org, source_id, session_id) VALUES (?, ?, ?)",
          key.org().value(),
          id,
          session);
      run(tx, "UPDATE source SET last_session = ? WHERE source_id = ?", session, id);
    } else if (event instanceof SourceEvent.ScanEnded e) {
      run(tx, "DELETE FROM source_scan WHERE session_id = ?", e.session().value());
    } else if (event instanceof SourceEvent.WentOffline) {
      run(tx, "UPDATE source SET offline = true WHERE source_id = ?", id);
    } else if (event instanceof SourceEvent.CameOnline) {
      run(tx, "UPDATE source SET offline = false WHERE source_id = ?", id);
    } else if (event instanceof SourceEvent.FolderSeen e) {
      run(tx, "UPDATE source SET folder = ? WHERE source_id = ?", e.folder(), id);
    }
  }

  private static void create(Connection tx, SourceKey key, SourceEvent.Created created)
      throws SQLException {
    run(
        tx,
        "INSERT INTO source (org, source_id, name, root, custody, watch, include, exclude,"
            + " created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
}
