package dev.muninn.cluster.journal;

import java.util.Objects;
import java.util.Optional;

/**
 * How far a rebuild has come: how many events of the journal it has read, of how many there were
 * when it began (it may read more), and why it failed when it did.
 */
public record RebuildProgress(State state, long events, long ofEvents, Optional<String> trouble) {
  public RebuildProgress {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(trouble, "trouble");
  }

  /** What it does. */
  public enum State {
    REPLAYING,
    SWAPPING,
    DONE,
    FAILED
  }

  RebuildProgress in(State next) {
    return new RebuildProgress(next, events, ofEvents, trouble);
  }

  RebuildProgress read(long more) {
    return new RebuildProgress(state, events + more, ofEvents, trouble);
  }

  RebuildProgress failed(Throwable why) {
    return new RebuildProgress(State.FAILED, events, ofEvents, Optional.of(why.toString()));
  }
}
