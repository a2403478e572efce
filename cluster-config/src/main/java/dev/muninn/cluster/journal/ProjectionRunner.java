package dev.muninn.cluster.journal;

import dev.muninn.cluster.journal.JournalEvent.Undecodable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One projection on a thread of its own: takes what the journal has, applies it as a group in one
 * transaction with the offset, and only when that fails goes through it one by one, five times
 * each, parking the entity whose event will not be applied. An outage of the database parks nobody.
 *
 * <p>The offset's row is locked and compared in each transaction: should a second process run the
 * same projection, or this one be late, nothing is applied twice.
 */
final class ProjectionRunner implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(ProjectionRunner.class);
  private static final int GROUP = 500;
  private static final int TRIES = 5;
  private static final long FIRST_PAUSE_MS = 50;
  private static final long LONGEST_PAUSE_MS = 10_000;
  private static final int SKIPPED_UNTIL_SAVED = 2_000;

  private final ProjectionSpec spec;
  private final String name;
  private final Supplier<JournalHandler> handlers;
  private final JournalReader reader;
  private final ProjectionStore store;
  private final ProjectionPosition position = new ProjectionPosition();
  private volatile boolean closed;

  /**
   * What the database says about our offset; behind {@link #position} while nothing concerns us.
   */
  private JournalOffset saved = JournalOffset.START;

  private int skipped;

  ProjectionRunner(
      ProjectionSpec spec,
      Supplier<JournalHandler> handlers,
      JournalReader reader,
      ProjectionStore store) {
    this.spec = spec;
    this.name = spec.name();
    this.handlers = handlers;
    this.reader = reader;
    this.store = store;
  }

  ProjectionPosition position() {
    return position;
  }

  void close() {
    closed = true;
  }

  @Override
  public void run() {
    long pause = FIRST_PAUSE_MS;
    while (!closed) {
      JournalOffset before = position.offset();
      try {
        saved = store.enter(name);
        position.moveTo(saved);
        follow(handlers.get());
      } catch (InterruptedException e) {
        return;
      } catch (SQLException | ExecutionException | RuntimeException e) {
        if (closed) {
          return;
        }
        pause =
            position.offset().equals(before)
                ? Math.min(2 * pause, LONGEST_PAUSE_MS)
                : FIRST_PAUSE_MS;
        log.warn("projection {} starts again elapsedMs={} {}", name, pause, e.toString());
        if (!rest(pause)) {
          return;
        }
      }
    }
  }

  private void follow(JournalHandler handler)
      throws SQLException, InterruptedException, ExecutionException {
    while (!closed) {
      JournalBatch batch = reader.next(position.offset(), GROUP).toCompletableFuture().get();
      JournalBatch ours = batch.only(spec.entityTypes());
      if (ours.events().isEmpty()) {
        skip(batch);
      } else {
        apply(handler, ours);
      }
      position.moveTo(batch.upTo());
    }
  }

  /** Saved now and then, so that a start need not walk over all of it again. */
  private void skip(JournalBatch batch) throws SQLException {
    skipped += batch.events().size();
    if (skipped >= SKIPPED_UNTIL_SAVED) {
      moved(batch.upTo(), tx -> List.of());
    }
  }

  private void apply(JournalHandler handler, JournalBatch batch)
      throws SQLException, InterruptedException {
    try {
      List<JournalEvent> applied =
          moved(batch.upTo(), tx -> applyUnparked(tx, handler, batch.events()));
      tell(handler, applied);
    } catch (SQLException | RuntimeException e) {
      if (Outage.isCauseOf(e)) {
        throw e;
      }
      log.debug("projection {} goes one by one status=failed", name, e);
      singly(handler, batch);
    }
  }

  private List<JournalEvent> applyUnparked(
      Connection tx, JournalHandler handler, List<JournalEvent> events) throws SQLException {
    Set<String> parked = store.parkedIds(tx, name);
    List<JournalEvent> free =
        events.stream().filter(event -> !parked.contains(event.persistenceId())).toList();
    if (!free.isEmpty()) {
      requireReadable(free);
      store.enterSchemas(tx, spec.schemas());
      handler.apply(tx, free);
    }
    return free;
  }

  private void tell(JournalHandler handler, List<JournalEvent> applied) {
    if (applied.isEmpty()) {
      return;
    }
    try {
      handler.committed(applied);
    } catch (RuntimeException e) {
      log.error("projection {} applied {} events and told nobody", name, applied.size(), e);
    }
  }

  private static void requireReadable(List<JournalEvent> events) {
    for (JournalEvent event : events) {
      if (event.event() instanceof Undecodable bad) {
        throw new IllegalStateException(
            "an event of type " + bad.manifest() + " cannot be read: " + bad.cause());
      }
    }
  }

  private void singly(JournalHandler handler, JournalBatch batch)
      throws SQLException, InterruptedException {
    for (JournalEvent event : batch.events()) {
      one(handler, event);
      position.moveTo(event.offset());
    }
    moved(batch.upTo(), tx -> List.of());
  }

  private void one(JournalHandler handler, JournalEvent event)
      throws SQLException, InterruptedException {
    long pause = FIRST_PAUSE_MS;
    for (int attempt = 1; ; attempt++) {
      try {
        List<JournalEvent> applied =
            moved(event.offset(), tx -> applyUnparked(tx, handler, List.of(event)));
        tell(handler, applied);
        return;
      } catch (SQLException | RuntimeException e) {
        if (Outage.isCauseOf(e)) {
          throw e;
        }
        if (attempt == TRIES) {
          park(event, e);
          return;
        }
        log.warn(
            "projection {} attempt={} seqNr={} {}",
            name,
            attempt,
            event.sequenceNr(),
            e.toString());
        Thread.sleep(pause);
        pause *= 2;
      }
    }
  }

  private void park(JournalEvent event, Exception why) throws SQLException {
    log.error(
        "projection {} parks an entity persistenceId={} seqNr={} event={}",
        name,
        event.persistenceId(),
        event.sequenceNr(),
        event.event().getClass().getSimpleName(),
        why);
    moved(
        event.offset(),
        tx -> {
          store.park(tx, name, event, why);
          return List.of();
        });
  }

  /** One step: {@code work} and the new offset, or neither. */
  private List<JournalEvent> moved(JournalOffset to, ProjectionStore.Work<List<JournalEvent>> work)
      throws SQLException {
    List<JournalEvent> applied =
        store.transaction(
            tx -> {
              JournalOffset there = store.lock(tx, name);
              if (!there.equals(saved)) {
                throw new Outage.MovedByOther(name + " is at " + there.format() + " by now");
              }
              List<JournalEvent> free = work.in(tx);
              store.save(tx, name, to);
              return free;
            });
    saved = to;
    skipped = 0;
    return applied;
  }

  /**
   * Gives the handler what a parked entity missed, up to where the projection stands, in one
   * transaction that holds the projection meanwhile; later events come in their turn.
   *
   * @return how many events were applied; empty when it is not parked
   */
  Optional<Integer> release(String persistenceId) throws SQLException {
    JournalHandler handler = handlers.get();
    Optional<List<JournalEvent>> applied =
        store.transaction(
            tx -> {
              JournalOffset there = store.lock(tx, name);
              Optional<Long> from = store.parkedFrom(tx, name, persistenceId);
              if (from.isEmpty()) {
                return Optional.empty();
              }
              List<JournalEvent> missed =
                  reader.sql().ofEntity(tx, persistenceId, from.get()).stream()
                      .filter(event -> !event.offset().isAfter(there))
                      .toList();
              requireReadable(missed);
              if (!missed.isEmpty()) {
                store.enterSchemas(tx, spec.schemas());
                handler.apply(tx, missed);
              }
              store.unpark(tx, name, persistenceId);
              return Optional.of(missed);
            });
    applied.ifPresent(events -> tell(handler, events));
    return applied.map(List::size);
  }

  private static boolean rest(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
