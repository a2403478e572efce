package dev.muninn.cluster.journal;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A projection that follows the journal, one thread a slice. It can be paused: who waits for its
 * position goes on waiting. Thread-safe.
 */
final class LiveProjection {
  private static final long END_MS = 5_000;

  private final ProjectionSpec spec;
  private final Supplier<JournalHandler> handlers;
  private final JournalReader reader;
  private final ProjectionStore store;
  private final SliceCount count;
  private final List<SliceState> states;
  private List<Running> running = List.of();

  private record Running(ProjectionRunner runner, Thread thread) {}

  LiveProjection(
      ProjectionSpec spec,
      Supplier<JournalHandler> handlers,
      JournalReader reader,
      ProjectionStore store) {
    this.spec = spec;
    this.handlers = handlers;
    this.reader = reader;
    this.store = store;
    this.count = new SliceCount(spec, handlers, reader.sql(), store);
    this.states = Stream.generate(SliceState::new).limit(spec.slices()).toList();
  }

  ProjectionSpec spec() {
    return spec;
  }

  Supplier<JournalHandler> handlers() {
    return handlers;
  }

  /** Starts the threads. */
  synchronized void resume() {
    running =
        ProjectionSpec.slices(spec.name(), spec.slices()).stream()
            .map(slice -> start(runner(slice), slice))
            .toList();
  }

  private static Running start(ProjectionRunner runner, Slice slice) {
    Thread thread = new Thread(runner, "projection-" + slice.projection() + "-" + slice.index());
    thread.setDaemon(true);
    thread.start();
    return new Running(runner, thread);
  }

  private ProjectionRunner runner(Slice slice) {
    SliceState state = states.get(slice.index());
    return new ProjectionRunner(spec, slice, handlers, reader, store, count, state);
  }

  /**
   * Ends the threads within their transactions; blocking, up to 5 s. One that takes longer ends by
   * itself, and what it writes meanwhile is true.
   */
  synchronized void pause() {
    running.forEach(one -> one.runner().close());
    running.forEach(one -> one.thread().interrupt());
    try {
      for (Running one : running) {
        one.thread().join(END_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running = List.of();
  }

  /** Up to here every slice has come. */
  JournalOffset least() {
    return Collections.min(offsets());
  }

  /** Beyond here no slice has come. */
  JournalOffset furthest() {
    return Collections.max(offsets());
  }

  private List<JournalOffset> offsets() {
    return states.stream().map(state -> state.position().offset()).toList();
  }

  /** True once all slices have passed {@code until}; cancel it to wait no longer. */
  CompletableFuture<Boolean> passed(JournalOffset until) {
    List<CompletableFuture<Boolean>> each =
        states.stream().map(state -> state.position().passed(until)).toList();
    CompletableFuture<Boolean> all =
        CompletableFuture.allOf(each.toArray(CompletableFuture<?>[]::new)).thenApply(v -> true);
    all.whenComplete((passed, failure) -> each.forEach(one -> one.cancel(false)));
    return all;
  }

  /** Why it stands still, when it does. */
  Optional<String> trouble() {
    return states.stream().flatMap(state -> state.trouble().stream()).findFirst();
  }

  Optional<Integer> release(String persistenceId) throws SQLException {
    Slice slice =
        ProjectionSpec.slices(spec.name(), spec.slices()).stream()
            .filter(one -> one.has(persistenceId))
            .findFirst()
            .orElseThrow();
    return runner(slice).release(persistenceId);
  }
}
