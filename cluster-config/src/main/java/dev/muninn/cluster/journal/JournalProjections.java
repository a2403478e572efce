package dev.muninn.cluster.journal;

import akka.actor.typed.ActorSystem;
import dev.muninn.cluster.jdbc.Databases;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Runs projections: grouped, offset in the same transaction, a failing entity is parked. */
public final class JournalProjections implements AutoCloseable {

  public JournalProjections(ActorSystem<?> system, Databases databases, JournalReader reader) {}

  /** Starts a projection under a name of its own; {@code handler} is asked once a start. */
  public void start(String name, Set<String> entityTypes, Supplier<JournalHandler> handler) {}

  /**
   * Completes when the projection has applied everything committed before the call: 0, or after
   * {@code atMost} the milliseconds it is behind.
   */
  public CompletionStage<Long> awaitFresh(String name, Duration atMost) {
    return java.util.concurrent.CompletableFuture.completedFuture(0L);
  }

  /** How many events of the journal lie beyond its position (counted up to 100,000). Blocking. */
  public long lagEvents(String name) {
    return 0;
  }

  /** Applies what a parked entity missed and lets it go on. Blocking. */
  public void release(String name, String persistenceId) {}

  @Override
  public void close() {}
}
