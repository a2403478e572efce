package dev.muninn.cluster.journal;

import akka.Done;
import akka.NotUsed;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.japi.Pair;
import akka.stream.javadsl.Source;
import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.cluster.jdbc.Databases;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journal by transaction horizon: an event is given once every transaction older than its
 * own has ended, so none can turn up before it later. One a process polls and fans out to all
 * subscribers; one that is behind reads from the database until it has caught up. Thread-safe. See
 * docs/adr/0003-journal-by-transaction-horizon.md.
 */
public final class JournalReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JournalReader.class);
  private static final long RETRY_MS = 1_000;
  private static final int PAGE = 500;
  private static final int READ_TRIES = 5;
  private static final int MOST_COUNTED = 100_000;

  private final JournalSql sql;
  private final JournalTail tail = new JournalTail();
  private final JournalPoller poller;
  private final Thread thread;
  private final Executor blocking;
  private final JournalCommits.Registration registration;
  private final JournalNotifier notifier;

  /** Starts following at once; ends with the actor system, before the database is closed. */
  public JournalReader(ActorSystem<?> system, Databases databases) {
    this.sql = new JournalSql(databases.writer(), new EventDecoder(system));
    this.poller = new JournalPoller(sql, tail);
    this.blocking =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.database-dispatcher"));
    this.notifier = new JournalNotifier(databases.writer(), poller::wake);
    this.registration =
        JournalCommits.of(system)
            .listen(
                () -> {
                  poller.wake();
                  notifier.committed();
                });
    this.thread = new Thread(poller, "journal-reader");
    this.thread.setDaemon(true);
    this.thread.start();
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "journal-reader",
            () -> CompletableFuture.runAsync(this::close).thenApply(v -> Done.getInstance()));
  }

  /**
   * All events of these entity types after {@code after}: in journal order, each once, live,
   * endless. It waits through an outage of the database. An event whose bytes cannot be read comes
   * as {@link JournalEvent.Undecodable}.
   */
  public Source<JournalEvent, NotUsed> events(Set<String> entityTypes, JournalOffset after) {
    Set<String> types = Set.copyOf(entityTypes);
    return Source.unfoldAsync(
            after,
            at ->
                next(at, PAGE)
                    .thenApply(
                        batch ->
                            Optional.of(
                                Pair.create(
                                    batch.upTo(),
                                    batch.only(e -> types.contains(e.entityType())).events()))))
        .mapConcat(events -> events);
  }

  /** What comes after a place, at most {@code limit} events, as soon as there is something. */
  CompletionStage<JournalBatch> next(JournalOffset after, int limit) {
    return tail.after(after, limit)
        .orElseGet(
            () ->
                inBackground(() -> catchUp(after, limit))
                    .exceptionallyCompose(failure -> nextAfterOutage(after, limit, failure)));
  }

  private CompletionStage<JournalBatch> nextAfterOutage(
      JournalOffset after, int limit, Throwable failure) {
    log.warn(
        "the journal cannot be read, will retry elapsedMs={} {}", RETRY_MS, failure.toString());
    return CompletableFuture.supplyAsync(
            () -> after, CompletableFuture.delayedExecutor(RETRY_MS, TimeUnit.MILLISECONDS))
        .thenCompose(at -> next(at, limit));
  }

  private JournalBatch catchUp(JournalOffset after, int limit) throws SQLException {
    JournalOffset memory = tail.from();
    JournalBatch batch = sql.page(after, limit).batch();
    return batch.events().isEmpty() ? new JournalBatch(List.of(), memory) : batch;
  }

  /** All events of one entity, read at once and not by horizon; empty when there is none. */
  public CompletionStage<List<JournalEvent>> ofEntity(String persistenceId) {
    return inBackground(() -> sql.ofEntity(persistenceId));
  }

  /**
   * Entities that have written lately, by their persistence ids. Blocking.
   *
   * @param events how many of the last events are looked at; whoever has most of them comes first
   * @throws DatabaseException when the database fails
   */
  public List<String> lastWritten(int events, int most) {
    return blocking(() -> sql.lastWritten(events, most));
  }

  /**
   * Everything committed before the call is at or before this. Blocking.
   *
   * @throws DatabaseException when the database fails
   */
  public JournalOffset horizonNow() {
    return blocking(sql::committedHead);
  }

  /** Where followers of the journal are: whatever is not yet read will come after it. */
  public CompletionStage<JournalOffset> position() {
    return tail.isOpen()
        ? CompletableFuture.completedStage(tail.position())
        : inBackground(sql::stableHead);
  }

  /** How many committed events lie after a place, counted up to 100,000. Blocking. */
  public long countAfter(JournalOffset place) {
    return blocking(() -> sql.countBeyond(place, MOST_COUNTED));
  }

  Optional<Long> ageAfterMs(JournalOffset place) {
    return blocking(() -> sql.ageBeyondMs(place));
  }

  /** The transaction that events wait behind for longest, if one runs now. Blocking. */
  public Optional<HorizonHolder> oldestTransaction() {
    return blocking(sql::oldestTransaction);
  }

  JournalSql sql() {
    return sql;
  }

  void wake() {
    poller.wake();
  }

  private interface SqlCall<T> {
    T call() throws SQLException;
  }

  /**
   * Reads again when a connection of the pool turns out to be dead: a few may be, after an outage.
   */
  private static <T> T blocking(SqlCall<T> call) {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.call();
      } catch (SQLException e) {
        if (attempt == READ_TRIES || !Outage.isCauseOf(e)) {
          throw new DatabaseException("the journal cannot be read", e);
        }
        log.debug("a connection is gone attempt={}", attempt, e);
      }
    }
  }

  private <T> CompletionStage<T> inBackground(SqlCall<T> call) {
    return CompletableFuture.supplyAsync(() -> blocking(call), blocking);
  }

  @Override
  public void close() {
    registration.close();
    notifier.close();
    poller.close();
    try {
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
