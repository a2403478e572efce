package dev.muninn.ingest.entity;

import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.RejectionReason;
import java.util.Optional;

/** The item lies in the trash: it owes nothing, and comes back by restore or by a new upload. */
public record AwaitingRestore(ItemRecord item) implements MediaItemState {

  @Override
  public Decision decide(MediaItemCommand command, Circumstances at) {
    if (command instanceof MediaItemCommand.Acquire acquire) {
      return AcquireAgain.decide(item, acquire, at);
    }
    if (command instanceof MediaItemCommand.Restore restore) {
      return Decision.accept(new MediaItemEvent.Restored(Optional.of(restore.by()), at.now()));
    }
    if (command instanceof MediaItemCommand.Curate curate) {
      return ItemDecisions.curate(item, curate, at);
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
    if (command instanceof MediaItemCommand.Inspect) {
      return ItemDecisions.inspect(item, at);
    }
    return command instanceof MediaItemCommand.Trash
        ? new Decision.AlreadyDone()
        : new Decision.Reject(RejectionReason.TRASHED, "the item lies in the trash");
  }

  @Override
  public MediaItemState apply(MediaItemEvent event) {
    if (event instanceof MediaItemEvent.Purged) {
      return new AwaitingNewLife();
    }
    if (event instanceof MediaItemEvent.Restored) {
      return new AwaitingStages(item.after(event));
    }
    if (event instanceof MediaItemEvent.LocationAdded
        || event instanceof MediaItemEvent.LocationLost
        || event instanceof MediaItemEvent.DamageFound
        || event instanceof MediaItemEvent.Quarantined
        || event instanceof MediaItemEvent.Healed
        || event instanceof MediaItemEvent.DerivedLost
        || event instanceof MediaItemEvent.Curated) {
      return new AwaitingRestore(item.after(event));
    }
    throw MediaItemState.impossible(this, event);
  }
}
