package dev.muninn.cluster.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Replays the journal into a shadow: one page after the other straight from the database, its
 * slices at the same time, the next page being read meanwhile. All slices stand at the same place
 * between two pages. One thread uses it.
 */
final class ShadowReplay implements AutoCloseable {
  private static final int TRIES = 5;
  private static final long PAUSE_MS = 100;

  /** Events. */
  private static final int NEAR = 500;

  private final ProjectionSpec spec;
  private final JournalSql journal;
  private final RebuildSize size;
  private final LongConsumer read;
  private final List<SliceWriter> writers = new ArrayList<>();
  private final List<Slice> slices;
  private final ExecutorService threads;
  private JournalOffset position = JournalOffset.START;
  private Future<JournalSql.Page> next;

  /**
   * @param schema where the shadow's tables are, empty
   * @param read told how many events were read, page by page
   */
  ShadowReplay(
      LiveProjection live,
      Shadow shadow,
      String schema,
      JournalSql journal,
      ProjectionStore store,
      RebuildSize size,
      LongConsumer read)
      throws SQLException {
    this.spec = live.spec();
    this.journal = journal;
    this.size = size;
    this.read = read;
    this.slices = shadow.slices(size.slices());
    store.transaction(
        tx -> {
          store.insert(tx, slices, JournalOffset.START);
          return slices;
        });
    for (Slice slice : slices) {
      writers.add(writer(slice, schema, live.handlers(), store));
    }
    this.threads = Executors.newFixedThreadPool(size.slices() + 1, this::thread);
    this.next = threads.submit(() -> journal.page(JournalOffset.START, size.group()));
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "rebuild-" + spec.name());
    thread.setDaemon(true);
    return thread;
  }

  private static SliceWriter writer(
      Slice slice, String schema, Supplier<JournalHandler> handlers, ProjectionStore store) {
    return new SliceWriter(
        slice,
        List.of(schema),
        new Silent(handlers.get()),
        store,
        JournalOffset.START,
        new ProjectionPosition(),
        new ParkingLimit());
  }

  /** Is not told of commits: nobody is woken by a shadow. */
  private record Silent(JournalHandler handler) implements JournalHandler {
    @Override
    public void apply(Connection tx, List<JournalEvent> events) throws SQLException {
      handler.apply(tx, events);
    }
  }

  JournalOffset position() {
    return position;
  }

  /** Goes on until what is left is little: it is applied while the live projection stands. */
  void untilNearTheEnd() throws SQLException, InterruptedException {
    while (page().full() && journal.countBeyond(position, NEAR + 1) > NEAR) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the rebuild of " + spec.name() + " was ended");
      }
    }
  }

  /** Goes on at least up to a place, which lies before the horizon. */
  void atLeastTo(JournalOffset place) throws SQLException, InterruptedException {
    while (place.isAfter(position)) {
      if (page().batch().events().isEmpty()) {
        // what was there is gone: the place is past the end
        position = place;
      }
    }
  }

  private JournalSql.Page page() throws SQLException, InterruptedException {
    JournalSql.Page page = joined(next);
    JournalOffset after = page.batch().upTo();
    next = threads.submit(() -> journal.page(after, size.group()));
    List<Future<Void>> applied = new ArrayList<>();
    for (int i = 0; i < writers.size(); i++) {
      SliceWriter writer = writers.get(i);
      Slice slice = slices.get(i);
      JournalBatch ours = page.batch().only(event -> spec.follows(event, slice));
      applied.add(threads.submit(repeated(writer, ours)));
    }
    for (Future<Void> one : applied) {
      joined(one);
    }
    position = after;
    read.accept(page.batch().events().size());
    return page;
  }

  /** Slices that write the same row may meet in a deadlock, which ends one of them. */
  private static Callable<Void> repeated(SliceWriter writer, JournalBatch batch) {
    return () -> {
      for (int attempt = 1; ; attempt++) {
        try {
          writer.take(batch, 0);
          return null;
        } catch (SQLException e) {
          if (attempt == TRIES || !Outage.isRollback(e)) {
            throw e;
          }
          // the winner of the deadlock commits first; this thread has nothing else to do
          Thread.sleep(attempt * PAUSE_MS);
        }
      }
    };
  }

  private static <T> T joined(Future<T> future) throws SQLException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      throw new IllegalStateException("the replay stopped: " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
