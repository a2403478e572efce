package dev.muninn.ingest.entity;

import dev.muninn.media.ByteOrigin;
import dev.muninn.media.Custody;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemCommand.Acquire;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The same bytes come again. A new name or place is remembered; an item whose own copy is missing,
 * damaged or in place only takes the new bytes over first; an upload brings a trashed item back (a
 * scan does not: who trashed it knows that the file is there).
 */
final class AcquireAgain {
  private AcquireAgain() {}

  static Decision decide(ItemRecord item, Acquire acquire, Circumstances at) {
    if (!item.hash().equals(acquire.hash())) {
      return new Decision.Reject(
          RejectionReason.CONFLICT,
          "this item has the hash " + item.hash() + ", not " + acquire.hash());
    }
    boolean upload = acquire.origin() instanceof ByteOrigin.Staged;
    boolean heals = needsBytes(item, acquire);
    List<MediaItemEvent> events = new ArrayList<>();
    if (upload && item.progress().trashed()) {
      events.add(new MediaItemEvent.Restored(acquire.by(), at.now()));
    }
    if (heals || isNews(item, acquire)) {
      events.add(
          new MediaItemEvent.LocationAdded(
              acquire.custody(),
              acquire.name(),
              acquire.origin(),
              acquire.source(),
              acquire.session(),
              acquire.by(),
              at.now()));
    }
    if (heals) {
      events.add(new MediaItemEvent.Healed(acquire.origin(), at.now()));
    }
    boolean keepsStaged = heals && upload;
    return events.isEmpty()
        ? new Decision.Answer(nr -> new MediaItemReply.Known(item.hash(), nr, keepsStaged))
        : new Decision.Persist(
            events, nr -> new MediaItemReply.Known(item.hash(), nr, keepsStaged));
  }

  private static boolean isNews(ItemRecord item, Acquire acquire) {
    return acquire.origin() instanceof ByteOrigin.InSource in
        ? item.places().stream().noneMatch(place -> place.isSameFile(in.location()))
        : !item.names().contains(acquire.name());
  }

  private static boolean needsBytes(ItemRecord item, Acquire acquire) {
    boolean upgrade = item.custody() == Custody.IN_PLACE && acquire.custody() == Custody.COPY;
    boolean homeless = item.blob().isEmpty() && item.places().isEmpty();
    boolean damaged = item.blob().isPresent() && !item.progress().stored();
    boolean givenUp =
        item.progress()
            .trouble(StageName.STORE, Optional.empty())
            .filter(Trouble::quarantined)
            .isPresent();
    return upgrade || homeless || damaged || givenUp || isOnlyElsewhere(item, acquire);
  }

  /** The receipt of an upload promises a synced copy of ours; a folder's file is none. */
  private static boolean isOnlyElsewhere(ItemRecord item, Acquire acquire) {
    return acquire.origin() instanceof ByteOrigin.Staged
        && item.blob().isEmpty()
        && item.places().stream().noneMatch(Place::isStaged);
  }
}
