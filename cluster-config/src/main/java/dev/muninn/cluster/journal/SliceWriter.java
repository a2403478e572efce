package dev.muninn.cluster.journal;

import dev.muninn.cluster.journal.JournalEvent.Undecodable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the events of one slice, each once: a group in one transaction with the offset, and only
 * when that fails one by one, five times each, parking the entity whose event will not be applied.
 * An outage of the database parks nobody. The offset's row is locked and compared in each
 * transaction: should a second process write the same slice, or this one be late, nothing is
 * applied twice. One thread.
 */
final class SliceWriter {
  private static final Logger log = LoggerFactory.getLogger(SliceWriter.class);
  private static final int TRIES = 5;
  private static final long FIRST_PAUSE_MS = 50;
  private static final int SKIPPED_UNTIL_SAVED = 2_000;

  private final Slice slice;
  private final List<String> schemas;
  private final JournalHandler handler;
  private final ProjectionStore store;
  private final ProjectionPosition position;
  private final ParkingLimit limit;

  /**
   * What the database says about our offset; behind {@link #position} while nothing concerns us.
   */
  private JournalOffset saved;

  private int skipped;

  /**
   * @param schemas where the handler's tables are
   * @param saved what the database says now
   * @param position moved along with what is applied
   */
  SliceWriter(
      Slice slice,
      List<String> schemas,
      JournalHandler handler,
      ProjectionStore store,
      JournalOffset saved,
      ProjectionPosition position,
      ParkingLimit limit) {
    this.slice = slice;
    this.schemas = List.copyOf(schemas);
    this.handler = handler;
    this.store = store;
    this.saved = saved;
    this.position = position;
    this.limit = limit;
  }

  /**
   * Takes the slice's events of a batch; what was applied already is passed over.
   *
   * @param read how many events the journal had there, of whomever
   */
  void take(JournalBatch ours, int read) throws SQLException, InterruptedException {
    JournalBatch news = ours.only(event -> event.offset().isAfter(saved));
    if (news.events().isEmpty()) {
      skip(news.upTo(), read);
    } else {
      apply(news);
    }
    if (news.upTo().isAfter(position.offset())) {
      position.moveTo(news.upTo());
    }
  }

  /** Saves how far it has come, were it only past the events of others. */
  void settle() throws SQLException {
    if (position.offset().isAfter(saved)) {
      moved(position.offset(), tx -> List.of());
    }
  }

  /** Saved now and then, so that a start need not walk over all of it again. */
  private void skip(JournalOffset upTo, int read) throws SQLException {
    skipped += read;
    if (skipped >= SKIPPED_UNTIL_SAVED && upTo.isAfter(saved)) {
      moved(upTo, tx -> List.of());
    }
  }

  private void apply(JournalBatch batch) throws SQLException, InterruptedException {
    try {
      tell(moved(batch.upTo(), tx -> applyUnparked(tx, batch.events())));
    } catch (SQLException | RuntimeException e) {
      if (Outage.isCauseOf(e)) {
        throw e;
      }
      log.debug("projection {} goes one by one status=failed", slice.projection(), e);
      singly(batch);
    }
  }

  private List<JournalEvent> applyUnparked(Connection tx, List<JournalEvent> events)
      throws SQLException {
    Set<String> parked = Parking.ids(tx, slice.projection());
    List<JournalEvent> free =
        events.stream().filter(event -> !parked.contains(event.persistenceId())).toList();
    give(tx, free);
    return free;
  }

  private void give(Connection tx, List<JournalEvent> events) throws SQLException {
    for (JournalEvent event : events) {
      if (event.event() instanceof Undecodable bad) {
        throw new IllegalStateException(
            "an event of type " + bad.manifest() + " cannot be read: " + bad.cause());
      }
    }
    if (!events.isEmpty()) {
      store.enterSchemas(tx, schemas);
      handler.apply(tx, events);
    }
  }

  private void tell(List<JournalEvent> applied) {
    if (applied.isEmpty()) {
      return;
    }
    limit.applied();
    try {
      handler.committed(applied);
    } catch (RuntimeException e) {
      log.error(
          "projection {} applied {} events and told nobody", slice.projection(), applied.size(), e);
    }
  }

  private void singly(JournalBatch batch) throws SQLException, InterruptedException {
    for (JournalEvent event : batch.events()) {
      one(event);
      position.moveTo(event.offset());
    }
    if (batch.upTo().isAfter(saved)) {
      moved(batch.upTo(), tx -> List.of());
    }
  }

  private void one(JournalEvent event) throws SQLException, InterruptedException {
    long pause = FIRST_PAUSE_MS;
    for (int attempt = 1; ; attempt++) {
      try {
        tell(moved(event.offset(), tx -> applyUnparked(tx, List.of(event))));
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
            slice.projection(),
            attempt,
            event.sequenceNr(),
            e.toString());
        if (limit.mayPass()) {
          // on the slice's own thread, which must not go on before this event is settled
          Thread.sleep(pause);
          pause *= 2;
        }
      }
    }
  }

  private void park(JournalEvent event, Exception why) throws SQLException {
    limit.parking(why);
    log.error(
        "projection {} parks an entity persistenceId={} seqNr={} event={}",
        slice.projection(),
        event.persistenceId(),
        event.sequenceNr(),
        event.event().getClass().getSimpleName(),
        why);
    moved(
        event.offset(),
        tx -> {
          Parking.park(tx, slice.projection(), event, why);
          return List.of();
        });
  }

  /** One step: {@code work} and the new offset, or neither. */
  private List<JournalEvent> moved(JournalOffset to, ProjectionStore.Work<List<JournalEvent>> work)
      throws SQLException {
    List<JournalEvent> applied =
        store.transaction(
            tx -> {
              requireSaved(store.lock(tx, slice));
              List<JournalEvent> free = work.in(tx);
              store.save(tx, slice, to);
              return free;
            });
    saved = to;
    skipped = 0;
    return applied;
  }

  private void requireSaved(Optional<JournalOffset> there) {
    if (!there.equals(Optional.of(saved))) {
      throw new Outage.MovedByOther(
          slice + " is at " + there.map(JournalOffset::format).orElse("no place") + " by now");
    }
  }

  /**
   * Gives the handler what a parked entity of this slice missed, up to where the slice stands, in
   * one transaction that holds the slice meanwhile; later events come in their turn.
   *
   * @return how many events were applied; empty when it is not parked
   */
  Optional<Integer> release(JournalSql journal, String persistenceId) throws SQLException {
    Optional<List<JournalEvent>> missed =
        store.transaction(
            tx -> {
              JournalOffset there = store.lock(tx, slice).orElse(JournalOffset.START);
              Optional<Long> from = Parking.from(tx, slice.projection(), persistenceId);
              if (from.isEmpty()) {
                return Optional.empty();
              }
              List<JournalEvent> events =
                  journal.ofEntity(tx, persistenceId, from.get()).stream()
                      .filter(event -> !event.offset().isAfter(there))
                      .toList();
              give(tx, events);
              Parking.free(tx, slice.projection(), persistenceId);
              return Optional.of(events);
            });
    missed.ifPresent(this::tell);
    return missed.map(List::size);
  }
}
