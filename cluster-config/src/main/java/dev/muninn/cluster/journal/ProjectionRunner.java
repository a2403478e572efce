package dev.muninn.cluster.journal;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One slice of a live projection on a thread of its own: takes what the journal has, for ever, and
 * starts again with backoff when something fails. At its start it tries once to release what is
 * parked, since this may be the program that can apply it.
 */
final class ProjectionRunner implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(ProjectionRunner.class);
  private static final int GROUP = 500;
  private static final long FIRST_PAUSE_MS = 50;
  private static final long BEHIND_OTHER_MS = 250;
  private static final long LONGEST_PAUSE_MS = 10_000;

  private final ProjectionSpec spec;
  private final Slice slice;
  private final Supplier<JournalHandler> handlers;
  private final JournalReader reader;
  private final ProjectionStore store;
  private final SliceCount count;
  private final SliceState state;
  private volatile boolean closed;
  private boolean releasing = true;

  ProjectionRunner(
      ProjectionSpec spec,
      Slice slice,
      Supplier<JournalHandler> handlers,
      JournalReader reader,
      ProjectionStore store,
      SliceCount count,
      SliceState state) {
    this.spec = spec;
    this.slice = slice;
    this.handlers = handlers;
    this.reader = reader;
    this.store = store;
    this.count = count;
    this.state = state;
  }

  void close() {
    closed = true;
  }

  @Override
  public void run() {
    long pause = FIRST_PAUSE_MS;
    while (!closed) {
      JournalOffset before = state.position().offset();
      try {
        JournalOffset saved = count.enter().get(slice);
        state.position().moveTo(saved);
        follow(writer(saved));
      } catch (InterruptedException e) {
        return;
      } catch (Outage.MovedByOther other) {
        // another node was first: it goes on, and we look now and then how far it has come
        log.debug("projection {} is moved by another node", slice.projection());
        if (closed || !rest(BEHIND_OTHER_MS)) {
          return;
        }
      } catch (SQLException | ExecutionException | RuntimeException e) {
        if (closed) {
          return;
        }
        pause =
            state.position().offset().equals(before)
                ? Math.min(2 * pause, LONGEST_PAUSE_MS)
                : FIRST_PAUSE_MS;
        said(e, pause);
        if (!rest(pause)) {
          return;
        }
      }
    }
  }

  private SliceWriter writer(JournalOffset saved) {
    return new SliceWriter(
        slice,
        spec.schemas(),
        handlers.get(),
        store,
        saved,
        state.position(),
        state.parkingLimit());
  }

  private void said(Exception e, long pause) {
    if (e instanceof ParkingLimit.HandlerBroken) {
      state.stands(e);
      log.error("projection {} stands still elapsedMs={}", slice.projection(), pause, e);
    } else {
      log.warn(
          "projection {} starts again elapsedMs={} {}", slice.projection(), pause, e.toString());
    }
  }

  /** Reads what comes next while it applies what is there. */
  private void follow(SliceWriter writer)
      throws SQLException, InterruptedException, ExecutionException {
    CompletionStage<JournalBatch> next = reader.next(state.position().offset(), GROUP);
    while (!closed) {
      if (releasing && !state.parkingLimit().reached()) {
        releaseAll(writer);
        releasing = false;
      }
      JournalBatch batch = next.toCompletableFuture().get();
      next = reader.next(batch.upTo(), GROUP);
      boolean stood = state.parkingLimit().reached();
      writer.take(batch.only(event -> spec.follows(event, slice)), batch.events().size());
      releasing |= stood && !state.parkingLimit().reached();
      state.goes();
    }
  }

  /** Once each; who still cannot be applied stays parked. */
  private void releaseAll(SliceWriter writer) throws SQLException {
    List<ParkedEntity> parked = store.transaction(Parking::all);
    for (ParkedEntity one : parked) {
      if (one.projection().equals(slice.projection()) && slice.has(one.persistenceId())) {
        releaseOne(writer, one.persistenceId());
      }
    }
  }

  private void releaseOne(SliceWriter writer, String persistenceId) throws SQLException {
    try {
      Optional<Integer> applied = writer.release(reader.sql(), persistenceId);
      log.info(
          "projection {} released an entity persistenceId={} events={}",
          slice.projection(),
          persistenceId,
          applied.orElse(0));
    } catch (SQLException | RuntimeException e) {
      if (Outage.isCauseOf(e)) {
        throw e;
      }
      log.warn(
          "projection {} keeps an entity parked persistenceId={} {}",
          slice.projection(),
          persistenceId,
          e.toString());
    }
  }

  /** On the caller's thread, with a handler of its own; what the handler throws comes through. */
  Optional<Integer> release(String persistenceId) throws SQLException {
    return writer(state.position().offset()).release(reader.sql(), persistenceId);
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
