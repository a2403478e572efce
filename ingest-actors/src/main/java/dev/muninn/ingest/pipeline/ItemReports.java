package dev.muninn.ingest.pipeline;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.ingest.stage.StageOutcome.FailedStep;
import dev.muninn.ingest.stage.StageOutcome.LostPlace;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.RejectionReason;
import dev.muninn.media.signal.StageResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Tells entities what was found out, and reads their answers. Thread-safe. */
final class ItemReports {
  private final Items items;

  ItemReports(Items items) {
    this.items = items;
  }

  CompletionStage<MediaItemReply> inspect(MediaItemKey key) {
    return items.ask(key, MediaItemCommand.Inspect::new);
  }

  CompletionStage<MediaItemReply> results(MediaItemKey key, List<StageResult> results) {
    return items.ask(key, replyTo -> new MediaItemCommand.RecordResults(results, replyTo));
  }

  CompletionStage<MediaItemReply> failure(
      MediaItemKey key, Optional<EmbeddingSpace> space, FailedStep failed) {
    return items.ask(
        key,
        replyTo ->
            new MediaItemCommand.RecordFailure(
                failed.stage(), space, failed.failure(), failed.step(), replyTo));
  }

  CompletionStage<MediaItemReply> lost(MediaItemKey key, LostPlace place) {
    return items.ask(
        key,
        replyTo ->
            new MediaItemCommand.LoseLocation(
                place.source(), place.path(), place.reason(), replyTo));
  }

  /** The number that the view must pass before the item may be claimed again; 0 for no item. */
  static long seqNrOf(MediaItemReply reply) {
    if (reply instanceof MediaItemReply.Accepted accepted) {
      return accepted.sequenceNr();
    }
    if (reply instanceof MediaItemReply.AlreadyDone done) {
      return done.sequenceNr();
    }
    if (reply instanceof MediaItemReply.Rejected rejected) {
      return rejected.sequenceNr();
    }
    return reply instanceof MediaItemReply.Inspected inspected ? inspected.sequenceNr() : 0;
  }

  /** Whether what the run made must be deleted. */
  static boolean isPurged(MediaItemReply reply) {
    return reply instanceof MediaItemReply.Rejected rejected
        && rejected.reason() == RejectionReason.PURGED;
  }
}
