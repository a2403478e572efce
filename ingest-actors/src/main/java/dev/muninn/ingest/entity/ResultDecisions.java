package dev.muninn.ingest.entity;

import dev.muninn.media.BlobKey;
import dev.muninn.media.Custody;
import dev.muninn.media.MediaKind;
import dev.muninn.media.signal.MediaItemCommand.RecordResults;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.RejectionReason;
import dev.muninn.media.signal.StageResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to keep of the results of a run. Each is judged against the state after those before it; new
 * ones are persisted together, repeated and late ones are dropped without harm.
 */
final class ResultDecisions {
  private ResultDecisions() {}

  static Decision decide(ItemRecord item, RecordResults report, Circumstances at) {
    ItemRecord current = item;
    List<MediaItemEvent> events = new ArrayList<>();
    Optional<Decision.Reject> refused = Optional.empty();
    boolean repeated = false;
    for (StageResult result : report.results()) {
      if (isConflict(current, result, at)) {
        return new Decision.Reject(
            RejectionReason.CONFLICT, "the stored bytes have another hash than " + item.hash());
      }
      if (isRecorded(current, result)) {
        repeated = true;
      } else if (isOwed(current, result)) {
        for (MediaItemEvent event : eventsOf(result, at.now())) {
          events.add(event);
          current = current.after(event);
        }
      } else {
        refused = Optional.of(notOwed(result));
      }
    }
    if (events.isEmpty() && !repeated && refused.isPresent()) {
      return refused.get();
    }
    return Decision.accept(events);
  }

  private static boolean isConflict(ItemRecord item, StageResult result, Circumstances at) {
    return result instanceof StageResult.Stored stored
        && stored.blob().isPresent()
        && !stored.blob().get().equals(BlobKey.of(at.key().org(), item.hash(), item.type()));
  }

  private static boolean isRecorded(ItemRecord item, StageResult result) {
    Progress progress = item.progress();
    if (result instanceof StageResult.Stored) {
      return progress.stored();
    }
    if (result instanceof StageResult.Described described) {
      return ProgressFold.isOfTheFile(described.layer())
          ? item.facts().containsKey(described.layer())
          : described.description().equals(item.facts().get(described.layer()));
    }
    if (result instanceof StageResult.Previewed part) {
      return !progress.previews().wants(part.run(), part.part());
    }
    if (result instanceof StageResult.Embedded part) {
      return !progress.in(part.space()).vectors().wants(part.run(), part.part());
    }
    return progress.in(((StageResult.Indexed) result).space()).indexed();
  }

  private static boolean isOwed(ItemRecord item, StageResult result) {
    Progress progress = item.progress();
    if (result instanceof StageResult.Stored stored) {
      return stored.custody() == item.custody()
          && stored.blob().isPresent() == (item.custody() == Custody.COPY);
    }
    if (result instanceof StageResult.Previewed) {
      return progress.kind() != MediaKind.AUDIO;
    }
    if (result instanceof StageResult.Embedded) {
      return progress.previews().done();
    }
    if (result instanceof StageResult.Indexed indexed) {
      return progress.in(indexed.space()).vectors().done();
    }
    return true;
  }

  private static Decision.Reject notOwed(StageResult result) {
    return new Decision.Reject(
        RejectionReason.NOT_OWED, result.getClass().getSimpleName() + " is not owed now");
  }

  private static List<MediaItemEvent> eventsOf(StageResult result, Instant now) {
    if (result instanceof StageResult.Stored r) {
      MediaItemEvent stored =
          new MediaItemEvent.Stored(r.blob(), r.custody(), r.volume(), r.step(), now);
      return r.healedFrom()
          .map(origin -> List.of(new MediaItemEvent.Healed(origin, now), stored))
          .orElse(List.of(stored));
    }
    return List.of(eventOf(result, now));
  }

  private static MediaItemEvent eventOf(StageResult result, Instant now) {
    if (result instanceof StageResult.Described r) {
      return new MediaItemEvent.Described(r.layer(), r.description(), r.step(), now);
    }
    if (result instanceof StageResult.Previewed r) {
      return new MediaItemEvent.Previewed(
          r.run(), r.part(), r.parts(), r.derived(), r.segments(), r.step(), now);
    }
    if (result instanceof StageResult.Embedded r) {
      return new MediaItemEvent.Embedded(
          r.space(), r.run(), r.part(), r.parts(), r.vectors(), r.labels(), r.step(), now);
    }
    StageResult.Indexed r = (StageResult.Indexed) result;
    return new MediaItemEvent.Indexed(r.space(), r.step(), now);
  }
}
