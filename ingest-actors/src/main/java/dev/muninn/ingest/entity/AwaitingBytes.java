package dev.muninn.ingest.entity;

import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.RejectionReason;
import java.util.List;

/** Nothing has happened yet: the first {@code Acquire} makes the item. */
public record AwaitingBytes() implements MediaItemState {

  @Override
  public Decision decide(MediaItemCommand command, Circumstances at) {
    return command instanceof MediaItemCommand.Acquire acquire
        ? begin(acquire, at)
        : new Decision.Reject(RejectionReason.UNKNOWN, "there is no such item");
  }

  /** The first two events of every life, persisted together. */
  static Decision begin(MediaItemCommand.Acquire acquire, Circumstances at) {
    return Decision.accept(
        List.of(
            new MediaItemEvent.Acquired(
                acquire.custody(),
                acquire.name(),
                acquire.size(),
                acquire.type(),
                acquire.lane(),
                acquire.origin(),
                acquire.source(),
                acquire.session(),
                acquire.by(),
                acquire.predecessor(),
                acquire.step(),
                at.now()),
            new MediaItemEvent.Hashed(acquire.hash(), acquire.size(), acquire.step(), at.now())));
  }

  @Override
  public MediaItemState apply(MediaItemEvent event) {
    if (event instanceof MediaItemEvent.Acquired acquired) {
      return new AwaitingHash(acquired);
    }
    throw MediaItemState.impossible(this, event);
  }
}
