package dev.muninn.query.projection;

import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.query.view.MediaDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The items that the journal says changed, until the view shows the change: the view is a
 * projection of its own, and one item may be parked there while all others go on. Not thread-safe.
 */
final class WantedItems {
  private static final long WAIT_MS = 50;

  /** The view is a moment behind, as always; after so many looks the item is probably parked. */
  private static final int PATIENCE = 100;

  private static final int MOST_DOUBLINGS = 8;

  private final Map<MediaItemKey, Wanted> all = new LinkedHashMap<>();
  private JournalOffset offset;

  /** {@code before} is the place in the journal before the first event that was not read for it. */
  private record Wanted(
      JournalOffset before, long sequenceNr, boolean purged, int looks, long dueMs) {
    Wanted later(long nowMs) {
      long wait = WAIT_MS << Math.min(MOST_DOUBLINGS, Math.max(0, looks - PATIENCE));
      return new Wanted(before, sequenceNr, purged, looks + 1, nowMs + wait);
    }
  }

  WantedItems(JournalOffset offset) {
    this.offset = offset;
  }

  /** Takes the next event of the journal; answers the item if it is wanted for it. */
  Optional<MediaItemKey> add(JournalEvent event) {
    JournalOffset before = offset;
    offset = event.offset();
    if (!(event.event() instanceof MediaItemEvent happened) || !concerns(happened)) {
      return Optional.empty();
    }
    boolean purged = happened instanceof MediaItemEvent.Purged;
    MediaItemKey item = MediaItemKey.ofEntityId(event.entityId());
    all.compute(
        item,
        (key, known) ->
            new Wanted(known == null ? before : known.before(), event.sequenceNr(), purged, 0, 0));
    return Optional.of(item);
  }

  boolean has(MediaItemKey item) {
    return all.containsKey(item);
  }

  private static boolean concerns(MediaItemEvent event) {
    return event instanceof MediaItemEvent.Acquired
        || event instanceof MediaItemEvent.Hashed
        || event instanceof MediaItemEvent.LocationAdded
        || event instanceof MediaItemEvent.LocationLost
        || event instanceof MediaItemEvent.Described
        || event instanceof MediaItemEvent.Previewed
        || event instanceof MediaItemEvent.Embedded
        || event instanceof MediaItemEvent.Curated
        || event instanceof MediaItemEvent.Trashed
        || event instanceof MediaItemEvent.Restored
        || event instanceof MediaItemEvent.Purged;
  }

  /** The first ones that are due. */
  List<MediaItemKey> due(long nowMs, int most) {
    List<MediaItemKey> due = new ArrayList<>();
    for (Map.Entry<MediaItemKey, Wanted> one : all.entrySet()) {
      if (due.size() == most) {
        break;
      }
      if (one.getValue().dueMs() <= nowMs) {
        due.add(one.getKey());
      }
    }
    return due;
  }

  /** Whether this is the item after its last event; then it is wanted no longer. */
  boolean isReached(MediaItemKey key, Optional<MediaDocument> row) {
    Wanted wanted = all.get(key);
    boolean reached =
        row.map(item -> item.sequenceNr() >= wanted.sequenceNr()).orElse(wanted.purged());
    if (reached) {
      all.remove(key);
    }
    return reached;
  }

  /** Asked again later. */
  void postpone(MediaItemKey key, long nowMs) {
    all.computeIfPresent(key, (same, known) -> known.later(nowMs));
  }

  int size() {
    return all.size();
  }

  /** Everything up to here was read and reached. */
  JournalOffset reached() {
    return all.values().stream().map(Wanted::before).min(Comparator.naturalOrder()).orElse(offset);
  }
}
