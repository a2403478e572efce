package dev.muninn.ingest.entity;

import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemEvent;

/** Where a media item is in its life, named by what is awaited next. Immutable. */
public sealed interface MediaItemState
    permits AwaitingBytes, AwaitingHash, AwaitingStages, AwaitingRestore, AwaitingNewLife {

  /** What to make of a command; pure. */
  Decision decide(MediaItemCommand command, Circumstances at);

  /**
   * The state after an event; pure.
   *
   * @throws IllegalStateException when history is impossible, naming state and event
   */
  MediaItemState apply(MediaItemEvent event);

  /** The error of an event that cannot follow. */
  static IllegalStateException impossible(MediaItemState state, MediaItemEvent event) {
    return new IllegalStateException("impossible history: " + event + " came to " + state);
  }
}
