package dev.muninn.node.metrics;

import dev.muninn.media.StageName;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.MediaItemEvent;
import java.util.Optional;

/** A step of an item that was done, as the journal tells it. */
record FinishedStep(StageName stage, StepRun run) {

  /** A step of several parts counts with its last. */
  static Optional<FinishedStep> of(MediaItemEvent event) {
    if (event instanceof MediaItemEvent.Acquired e) {
      return Optional.of(new FinishedStep(StageName.ACQUIRE, e.step()));
    }
    if (event instanceof MediaItemEvent.Hashed e) {
      return Optional.of(new FinishedStep(StageName.HASH, e.step()));
    }
    if (event instanceof MediaItemEvent.Stored e) {
      return Optional.of(new FinishedStep(StageName.STORE, e.step()));
    }
    if (event instanceof MediaItemEvent.Described e) {
      return Optional.of(new FinishedStep(StageName.DESCRIBE, e.step()));
    }
    if (event instanceof MediaItemEvent.Previewed e && e.part() == e.parts()) {
      return Optional.of(new FinishedStep(StageName.PREVIEW, e.step()));
    }
    if (event instanceof MediaItemEvent.Embedded e && e.part() == e.parts()) {
      return Optional.of(new FinishedStep(StageName.EMBED, e.step()));
    }
    return event instanceof MediaItemEvent.Indexed e
        ? Optional.of(new FinishedStep(StageName.INDEX, e.step()))
        : Optional.empty();
  }
}
