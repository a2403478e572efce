package dev.muninn.ingest.entity;

import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemEvent;

/**
 * The item lives: it waits for the stages that it still owes, or for nothing once it is ready, or
 * for a person where a stage was given up. Which of these is told by {@link Progress}.
 */
public record AwaitingStages(ItemRecord item) implements MediaItemState {

  @Override
  public Decision decide(MediaItemCommand command, Circumstances at) {
    if (command instanceof MediaItemCommand.Acquire acquire) {
      return AcquireAgain.decide(item, acquire, at);
    }
    if (command instanceof MediaItemCommand.RecordResults report) {
      return ResultDecisions.decide(item, report, at);
    }
    if (command instanceof MediaItemCommand.RecordFailure report) {
      return FailureDecisions.decide(item, report, at);
    }
    if (command instanceof MediaItemCommand.LoseLocation loss) {
      return ItemDecisions.lose(item, loss, at);
    }
    if (command instanceof MediaItemCommand.ReportDamage report) {
      return FileDecisions.damaged(item, report, at);
    }
    if (command instanceof MediaItemCommand.ReportDerivedLost report) {
      return FileDecisions.derivedLost(item, report, at);
    }
    if (command instanceof MediaItemCommand.RequestRetry retry) {
      return ItemDecisions.retry(item, retry, at);
    }
    if (command instanceof MediaItemCommand.Curate curate) {
      return ItemDecisions.curate(item, curate, at);
    }
    if (command instanceof MediaItemCommand.Trash trash) {
      return Decision.accept(new MediaItemEvent.Trashed(trash.by(), at.now()));
    }
    if (command instanceof MediaItemCommand.Restore) {
      return new Decision.AlreadyDone();
    }
    return ItemDecisions.inspect(item, at);
  }

  @Override
  public MediaItemState apply(MediaItemEvent event) {
    if (event instanceof MediaItemEvent.Trashed) {
      return new AwaitingRestore(item.after(event));
    }
    if (event instanceof MediaItemEvent.Purged) {
      return new AwaitingNewLife();
    }
    if (event instanceof MediaItemEvent.Acquired || event instanceof MediaItemEvent.Hashed) {
      throw MediaItemState.impossible(this, event);
    }
    if (event instanceof MediaItemEvent.Restored) {
      throw MediaItemState.impossible(this, event);
    }
    return new AwaitingStages(item.after(event));
  }
}
