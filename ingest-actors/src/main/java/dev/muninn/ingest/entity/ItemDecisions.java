package dev.muninn.ingest.entity;

import dev.muninn.media.ByteOrigin;
import dev.muninn.media.Curation;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.ItemFacts;
import dev.muninn.media.signal.LossReason;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The decisions that a living item and a trashed one share. */
final class ItemDecisions {
  private ItemDecisions() {}

  /** A place is gone; an item that has no bytes left anywhere waits for a person or a new copy. */
  static Decision lose(ItemRecord item, MediaItemCommand.LoseLocation loss, Circumstances at) {
    List<Place> left =
        item.places().stream().filter(place -> !place.isAt(loss.source(), loss.path())).toList();
    if (left.size() == item.places().size()) {
      return new Decision.AlreadyDone();
    }
    List<MediaItemEvent> events = new ArrayList<>();
    events.add(
        new MediaItemEvent.LocationLost(loss.source(), loss.path(), loss.reason(), at.now()));
    if (left.isEmpty() && item.blob().isEmpty()) {
      ErrorCode code =
          loss.reason() == LossReason.GONE
              ? ErrorCode.SOURCE_FILE_GONE
              : ErrorCode.SOURCE_FILE_CHANGED;
      String detail = "no other copy is known";
      events.add(new MediaItemEvent.DamageFound(detail, at.now()));
      events.add(
          new MediaItemEvent.Quarantined(
              StageName.STORE, Optional.empty(), code, detail, at.now()));
    }
    return Decision.accept(events);
  }

  static Decision retry(ItemRecord item, MediaItemCommand.RequestRetry retry, Circumstances at) {
    boolean helps =
        item.progress().troubles().stream()
            .anyMatch(one -> retry.stage().isEmpty() || retry.stage().get() == one.stage());
    return helps
        ? Decision.accept(new MediaItemEvent.RetryRequested(retry.stage(), retry.by(), at.now()))
        : new Decision.AlreadyDone();
  }

  static Decision curate(ItemRecord item, MediaItemCommand.Curate curate, Circumstances at) {
    Curation before = item.curation().orElse(Curation.NOTHING);
    return before.after(curate.curation()).equals(before)
        ? new Decision.AlreadyDone()
        : Decision.accept(new MediaItemEvent.Curated(curate.curation(), curate.by(), at.now()));
  }

  static Decision inspect(ItemRecord item, Circumstances at) {
    ItemFacts facts =
        new ItemFacts(
            at.key().org(),
            at.key().mediaId(),
            item.hash(),
            item.size(),
            item.type(),
            item.custody(),
            origins(item),
            item.blob(),
            item.description(),
            item.currentSegments(),
            item.progress().spaces().stream()
                .filter(one -> one.vectors().done())
                .map(SpaceProgress::space)
                .collect(Collectors.toSet()),
            item.progress().embeddable(),
            item.progress().owed());
    return new Decision.Answer(nr -> new MediaItemReply.Inspected(facts, nr));
  }

  /** Staged bytes first: they are ours and on our disk. */
  private static List<ByteOrigin> origins(ItemRecord item) {
    return item.places().stream()
        .sorted((a, b) -> Boolean.compare(b.isStaged(), a.isStaged()))
        .map(Place::origin)
        .toList();
  }
}
