package dev.muninn.query.projection;

import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalHandler;
import dev.muninn.cluster.journal.ProjectionSpec;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.query.view.MediaDocument;
import dev.muninn.query.view.MediaFold;
import dev.muninn.query.view.MediaRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes {@code view.media} and {@code view.word}: a group of events is folded item by item onto
 * the rows as they are, and each item is written once. A pure function of the events, whatever the
 * groups; an event that comes again changes nothing. An undecodable one fails, which parks its
 * item.
 */
public final class MediaViewProjection implements JournalHandler {
  /** The name under which its offset is kept and its lag is asked for. */
  public static final String NAME = "media-view";

  /** What it follows and the tables that it alone writes. */
  public static final ProjectionSpec SPEC =
      ProjectionSpec.of(NAME, Set.of(MediaItemKey.ENTITY_TYPE), List.of("view.media", "view.word"));

  @Override
  public void apply(Connection tx, List<JournalEvent> events) throws SQLException {
    Map<MediaItemKey, List<JournalEvent>> byItem = new LinkedHashMap<>();
    for (JournalEvent event : events) {
      byItem
          .computeIfAbsent(MediaItemKey.ofEntityId(event.entityId()), key -> new ArrayList<>())
          .add(event);
    }
    MediaRows rows = new MediaRows(tx);
    Map<MediaItemKey, MediaDocument> before = rows.load(byItem.keySet());
    Map<MediaItemKey, MediaRows.Change> changes = new LinkedHashMap<>();
    byItem.forEach(
        (key, news) -> changes.put(key, change(Optional.ofNullable(before.get(key)), news)));
    rows.save(changes);
  }

  private static MediaRows.Change change(Optional<MediaDocument> before, List<JournalEvent> news) {
    MediaFold fold = before.map(MediaFold::new).orElseGet(MediaFold::new);
    for (JournalEvent event : news) {
      if (!(event.event() instanceof MediaItemEvent happened)) {
        throw new IllegalStateException(
            "no event of a media item: " + event.event() + " of " + event.persistenceId());
      }
      fold.apply(happened, event.sequenceNr());
    }
    return new MediaRows.Change(before, fold.document());
  }
}
