package dev.muninn.cluster.journal;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.cluster.jdbc.Databases;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
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
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs projections: events in groups, offset in the same transaction, each event once. An event
 * that fails five times parks its entity in that projection; all others go on. A projection can be
 * made anew in the shadow while it answers. Thread-safe. Why not akka-projection:
 * docs/adr/0003-journal-by-transaction-horizon.md.
 */
public final class JournalProjections implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JournalProjections.class);

  private final JournalReader reader;
  private final DataSource writer;
  private final ProjectionStore store;
  private final Executor blocking;
  private final Map<String, LiveProjection> running = new ConcurrentHashMap<>();
  private final Map<String, Rebuilding> rebuilding = new ConcurrentHashMap<>();

  private record Rebuilding(ProjectionRebuild rebuild, Thread thread) {}

  /** Ends with the actor system, before its reader. */
  public JournalProjections(ActorSystem<?> system, Databases databases, JournalReader reader) {
    this.reader = reader;
    this.writer = databases.writer();
    this.store = new ProjectionStore(writer);
    this.blocking =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.database-dispatcher"));
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "journal-projections",
            () -> CompletableFuture.runAsync(this::close).thenApply(v -> Done.getInstance()));
  }

  /**
   * Starts a projection where it stopped, or at the start of the journal, and drops what a rebuild
   * of it left behind that died. {@code handlers} is asked for one handler a start of a slice (also
   * after an outage), one a release and one a slice of a rebuild. Blocking, for a statement.
   *
   * @throws IllegalStateException when one of that name runs already
   */
  public void start(ProjectionSpec spec, Supplier<JournalHandler> handlers) {
    LiveProjection live = new LiveProjection(spec, handlers, reader, store);
    if (running.putIfAbsent(spec.name(), live) != null) {
      throw new IllegalStateException("the projection " + spec.name() + " runs already");
    }
    try {
      Shadow.dropLeftover(store, spec);
    } catch (SQLException e) {
      log.warn("what a rebuild of {} left stays for now {}", spec.name(), e.toString());
    }
    live.resume();
  }

  /** Ends one projection within its transaction; it can be started again. Blocking, up to 5 s. */
  public void stop(String name) {
    end(rebuilding.remove(name));
    Optional.ofNullable(running.remove(name)).ifPresent(LiveProjection::pause);
  }

  private static void end(Rebuilding one) {
    if (one != null) {
      one.thread().interrupt();
      one.rebuild().done().toCompletableFuture().join();
    }
  }

  /**
   * Makes the tables of a projection anew in the shadow and swaps; the one that runs already, when
   * there is one. Nothing that the journal's owner did not register is touched: a projection whose
   * tables are not in {@code projection.owned_table} fails to be rebuilt.
   *
   * @throws IllegalArgumentException when no projection of that name runs here
   */
  public ProjectionRebuild rebuild(String name, RebuildSize size) {
    LiveProjection live = live(name);
    return rebuilding
        .compute(
            name,
            (key, before) ->
                before != null && !before.rebuild().done().toCompletableFuture().isDone()
                    ? before
                    : begin(new ProjectionRebuild(live, reader, writer, store, size)))
        .rebuild();
  }

  private static Rebuilding begin(ProjectionRebuild rebuild) {
    Thread thread = new Thread(rebuild, "rebuild-" + rebuild.projection());
    thread.setDaemon(true);
    thread.start();
    return new Rebuilding(rebuild, thread);
  }

  /**
   * Completes when the projection has applied everything committed before the call: 0, or after
   * {@code atMost} the milliseconds it is behind (the age of the first event it lacks). What waits
   * for a parked entity does not count.
   */
  public CompletionStage<Long> awaitFresh(String name, Duration atMost) {
    LiveProjection live = live(name);
    reader.wake();
    return CompletableFuture.supplyAsync(reader::horizonNow, blocking)
        .thenCompose(
            horizon ->
                live.passed(horizon)
                    .completeOnTimeout(false, atMost.toMillis(), TimeUnit.MILLISECONDS))
        .thenApplyAsync(passed -> passed ? 0L : lagMs(live), blocking);
  }

  private long lagMs(LiveProjection live) {
    return reader.ageAfterMs(live.least()).orElse(0L);
  }

  /** How many events of the journal lie beyond its position (counted up to 100,000). Blocking. */
  public long lagEvents(String name) {
    return reader.countAfter(live(name).least());
  }

  /** The names of the projections that run here. */
  public Set<String> names() {
    return Set.copyOf(running.keySet());
  }

  /** How far each projection that runs here has come, by name. Blocking. */
  public List<ProjectionState> states() {
    return running.values().stream()
        .map(this::state)
        .sorted(Comparator.comparing(ProjectionState::name))
        .toList();
  }

  private ProjectionState state(LiveProjection live) {
    JournalOffset at = live.least();
    return new ProjectionState(
        live.spec().name(),
        reader.countAfter(at),
        reader.ageAfterMs(at).orElse(0L),
        live.trouble());
  }

  /** Every entity that waits, in all projections, oldest first. Blocking. */
  public List<ParkedEntity> parked() {
    try {
      return store.transaction(Parking::all);
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
      return live(name).release(persistenceId);
    } catch (SQLException e) {
      throw new DatabaseException("the parked entity cannot be released", e);
    }
  }

  /**
   * Tries to release every parked entity of the projections that run here, each once; who cannot
   * be, stays parked and is logged. Blocking.
   *
   * @return how many were released
   */
  public int releaseAll() {
    int released = 0;
    for (ParkedEntity parked : parked()) {
      if (running.containsKey(parked.projection()) && releasedOne(parked)) {
        released++;
      }
    }
    return released;
  }

  private boolean releasedOne(ParkedEntity parked) {
    try {
      return release(parked.projection(), parked.persistenceId()).isPresent();
    } catch (RuntimeException e) {
      log.warn(
          "projection {} keeps an entity parked persistenceId={} {}",
          parked.projection(),
          parked.persistenceId(),
          e.toString());
      return false;
    }
  }

  private LiveProjection live(String name) {
    LiveProjection found = running.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no projection '" + name + "' runs here");
    }
    return found;
  }

  @Override
  public void close() {
    Set.copyOf(rebuilding.keySet()).forEach(name -> end(rebuilding.remove(name)));
    Set.copyOf(running.keySet()).forEach(this::stop);
  }
}
