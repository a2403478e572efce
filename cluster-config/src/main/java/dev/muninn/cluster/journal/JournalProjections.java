package dev.muninn.cluster.journal;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.cluster.jdbc.Databases;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs projections: events in groups, offset in the same transaction, each event once. An event
 * that fails five times parks its entity in that projection; all others go on. Thread-safe. Why not
 * akka-projection: docs/adr/0003-journal-by-transaction-horizon.md.
 */
public final class JournalProjections implements AutoCloseable {
  private final JournalReader reader;
  private final ProjectionStore store;
  private final Executor blocking;
  private final Map<String, Running> running = new ConcurrentHashMap<>();

  private record Running(ProjectionRunner runner, Thread thread) {}

  /** Ends with the actor system, before its reader. */
  public JournalProjections(ActorSystem<?> system, Databases databases, JournalReader reader) {
    this.reader = reader;
    this.store = new ProjectionStore(databases.writer());
    this.blocking =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.database-dispatcher"));
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "journal-projections",
            () -> CompletableFuture.runAsync(this::close).thenApply(v -> Done.getInstance()));
  }

  /**
   * Starts a projection where it stopped, or at the start of the journal. {@code handlers} is asked
   * for one handler a start of the projection (also after an outage) and one a release.
   *
   * @throws IllegalStateException when one of that name runs already
   */
  public void start(ProjectionSpec spec, Supplier<JournalHandler> handlers) {
    String name = spec.name();
    ProjectionRunner runner = new ProjectionRunner(spec, handlers, reader, store);
    Thread thread = new Thread(runner, "projection-" + name);
    thread.setDaemon(true);
    if (running.putIfAbsent(name, new Running(runner, thread)) != null) {
      throw new IllegalStateException("the projection " + name + " runs already");
    }
    thread.start();
  }

  /** Ends one projection within its transaction; it can be started again. Blocking, up to 5 s. */
  public void stop(String name) {
    Optional.ofNullable(running.remove(name)).ifPresent(JournalProjections::end);
  }

  /**
   * Completes when the projection has applied everything committed before the call: 0, or after
   * {@code atMost} the milliseconds it is behind (the age of the first event it lacks). What waits
   * for a parked entity does not count.
   */
  public CompletionStage<Long> awaitFresh(String name, Duration atMost) {
    ProjectionPosition position = runner(name).position();
    reader.wake();
    return CompletableFuture.supplyAsync(reader::horizonNow, blocking)
        .thenCompose(
            horizon ->
                position
                    .passed(horizon)
                    .completeOnTimeout(false, atMost.toMillis(), TimeUnit.MILLISECONDS))
        .thenApplyAsync(passed -> passed ? 0L : lagMs(position), blocking);
  }

  private long lagMs(ProjectionPosition position) {
    return reader.ageAfterMs(position.offset()).orElse(0L);
  }

  /** How many events of the journal lie beyond its position (counted up to 100,000). Blocking. */
  public long lagEvents(String name) {
    return reader.countAfter(runner(name).position().offset());
  }

  /** The names of the projections that run here. */
  public Set<String> names() {
    return Set.copyOf(running.keySet());
  }

  /** Every entity that waits, in all projections, oldest first. Blocking. */
  public List<ParkedEntity> parked() {
    try {
      return store.parked();
    } catch (SQLException e) {
      throw new DatabaseException("the parked entities cannot be read", e);
    }
  }

  /**
   * Applies what a parked entity missed and lets it go on; its handler's exception comes through
   * and leaves it parked. Blocking.
   *
   * @return how many events were applied; empty when it is not parked
   */
  public Optional<Integer> release(String name, String persistenceId) {
    try {
      return runner(name).release(persistenceId);
    } catch (SQLException e) {
      throw new DatabaseException("the parked entity cannot be released", e);
    }
  }

  private ProjectionRunner runner(String name) {
    Running found = running.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no projection '" + name + "' runs here");
    }
    return found.runner();
  }

  private static void end(Running one) {
    one.runner().close();
    one.thread().interrupt();
    try {
      one.thread().join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    running.values().forEach(one -> one.runner().close());
    Set.copyOf(running.keySet()).forEach(this::stop);
  }
}
