package dev.muninn.ingest.source;

import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalHandler;
import dev.muninn.cluster.journal.ProjectionSpec;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.SourceEvent;
import dev.muninn.media.signal.SourceKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Writes source, source_scan, source_file and staged_file. Each row follows from the events of one
 * entity alone, so it is all the same in which order different entities are read, in groups of
 * which size; and an event may be given again.
 */
public final class SourceProjection implements JournalHandler {

  public static final String NAME = "sources";

  /** What it follows and the tables that it alone writes. */
  public static final ProjectionSpec SPEC =
      ProjectionSpec.of(
          NAME,
          Set.of(SourceKey.ENTITY_TYPE, MediaItemKey.ENTITY_TYPE),
          List.of(
              "view.source",
              "view.source_scan",
              "view.source_file",
              "view.staged_file",
              "view.source_seen"));

  @Override
  public void apply(Connection tx, List<JournalEvent> events) throws SQLException {
    List<JournalEvent> ours = events.stream().filter(SourceProjection::isOurs).toList();
    if (ours.isEmpty()) {
      return;
    }
    SeenEvents seen = SeenEvents.load(tx, ours);
    for (JournalEvent event : ours) {
      if (seen.isNews(event)) {
        apply(tx, event);
        seen.add(event);
      }
    }
    seen.save(tx);
  }

  private static boolean isOurs(JournalEvent event) {
    return event.event() instanceof SourceEvent || ItemFileRows.concerns(event.event());
  }

  private static void apply(Connection tx, JournalEvent event) throws SQLException {
    if (event.event() instanceof SourceEvent e) {
      SourceRows.apply(tx, SourceKey.ofEntityId(event.entityId()), e);
    }
    if (event.event() instanceof MediaItemEvent e) {
      ItemFileRows.apply(tx, MediaItemKey.ofEntityId(event.entityId()), e);
    }
  }
}
