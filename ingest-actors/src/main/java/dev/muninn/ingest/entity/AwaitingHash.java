package dev.muninn.ingest.entity;

import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.RejectionReason;

/** Between the two events of the first command; no command ever meets it. */
public record AwaitingHash(MediaItemEvent.Acquired acquired) implements MediaItemState {

  @Override
  public Decision decide(MediaItemCommand command, Circumstances at) {
    return new Decision.Reject(RejectionReason.UNKNOWN, "the item has no hash yet");
  }

  @Override
  public MediaItemState apply(MediaItemEvent event) {
    if (event instanceof MediaItemEvent.Hashed hashed) {
      return new AwaitingStages(ItemRecord.begin(acquired, hashed));
    }
    throw MediaItemState.impossible(this, event);
  }
}
