package dev.muninn.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Makes what is derived from the journal anew, in the shadow, while the old answers; then swaps
 * (port). One rebuild runs at a time.
 */
public interface Rebuilds {

  /** Starts a rebuild, or answers with the one that runs. */
  CompletionStage<Rebuild> start(Target target);

  CompletionStage<Optional<Rebuild>> find(String rebuildId);

  /** The last one started since the node started. */
  CompletionStage<Optional<Rebuild>> latest();

  /** What is made anew. */
  enum Target {
    VIEWS,
    INDEX,
    PIPELINE,
    ALL
  }

  /** How far something has come. */
  enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED
  }

  record Rebuild(
      String rebuildId,
      Target target,
      State state,
      Instant startedAt,
      Optional<Instant> endedAt,
      List<Part> parts,
      Optional<String> trouble) {
    public Rebuild {
      parts = List.copyOf(parts);
    }
  }

  /** One projection or index: events read of those that the journal holds. */
  record Part(String name, State state, long events, long ofEvents) {}
}
