package dev.muninn.ingest.entity;

import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.RejectionReason;

/** The item was purged: late results are refused, the same bytes may come again. */
public record AwaitingNewLife() implements MediaItemState {

  @Override
  public Decision decide(MediaItemCommand command, Circumstances at) {
    return command instanceof MediaItemCommand.Acquire acquire
        ? AwaitingBytes.begin(acquire, at)
        : new Decision.Reject(RejectionReason.PURGED, "the item was purged");
  }

  @Override
  public MediaItemState apply(MediaItemEvent event) {
    if (event instanceof MediaItemEvent.Acquired acquired) {
      return new AwaitingHash(acquired);
    }
    throw MediaItemState.impossible(this, event);
  }
}
