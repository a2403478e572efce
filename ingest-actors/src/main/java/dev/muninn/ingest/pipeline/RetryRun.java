package dev.muninn.ingest.pipeline;

import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Source;
import dev.muninn.catalog.PipelineControl.RetryOutcome;
import dev.muninn.ingest.pipeline.BoardQueries.Stuck;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Asks many items to try again, some at a time. Thread-safe. */
final class RetryRun {
  private static final int AT_ONCE = 16;

  private final ActorSystem<?> system;
  private final Items items;

  RetryRun(ActorSystem<?> system, Items items) {
    this.system = system;
    this.items = items;
  }

  private record Answer(MediaId mediaId, MediaItemReply reply) {}

  /** Fails with the first item that stays silent; those asked before are retried all the same. */
  CompletionStage<RetryOutcome> retry(OrgId org, List<Stuck> chosen, ParticipantId by) {
    return Source.from(chosen)
        .mapAsyncUnordered(AT_ONCE, one -> ask(org, one, by))
        .runFold(new RetryOutcome(0, 0, List.of()), RetryRun::count, system);
  }

  private CompletionStage<Answer> ask(OrgId org, Stuck one, ParticipantId by) {
    return items
        .ask(
            new MediaItemKey(org, one.mediaId()),
            replyTo -> new MediaItemCommand.RequestRetry(one.stage(), Optional.of(by), replyTo))
        .thenApply(reply -> new Answer(one.mediaId(), reply));
  }

  private static RetryOutcome count(RetryOutcome sum, Answer answer) {
    if (answer.reply() instanceof MediaItemReply.Accepted) {
      return new RetryOutcome(sum.retried() + 1, sum.idle(), sum.unknown());
    }
    if (answer.reply() instanceof MediaItemReply.Rejected rejected
        && rejected.reason() != RejectionReason.TRASHED) {
      List<MediaId> unknown = new ArrayList<>(sum.unknown());
      unknown.add(answer.mediaId());
      return new RetryOutcome(sum.retried(), sum.idle(), unknown);
    }
    return new RetryOutcome(sum.retried(), sum.idle() + 1, sum.unknown());
  }
}
