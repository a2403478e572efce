package dev.muninn.node.metrics;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value that is read when it is wanted, but not again within {@code maxAge}; whoever wants it
 * waits for {@code patience} at most and then has the last one that could be read. One reading runs
 * at a time, however long it hangs. Thread-safe.
 */
final class Refreshed<T> {
  private static final Logger log = LoggerFactory.getLogger(Refreshed.class);

  private final String name;
  private final Supplier<T> source;
  private final Executor threads;
  private final Duration maxAge;
  private final Duration patience;
  private final LongSupplier nanos;
  private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);
  private long startedAt;
  private boolean started;
  private Reading<T> last;

  /** The value, and whether the latest attempt to read it went well and in time. */
  record Reading<T>(T value, boolean fresh) {}

  Refreshed(
      String name,
      Supplier<T> source,
      T before,
      Executor threads,
      Duration maxAge,
      Duration patience,
      LongSupplier nanos) {
    this.name = Objects.requireNonNull(name, "name");
    this.source = Objects.requireNonNull(source, "source");
    this.threads = Objects.requireNonNull(threads, "threads");
    this.maxAge = maxAge;
    this.patience = patience;
    this.nanos = nanos;
    this.last = new Reading<>(before, false);
  }

  Reading<T> now() {
    CompletableFuture<Void> underway;
    long left;
    synchronized (this) {
      long age = nanos.getAsLong() - startedAt;
      if (reading.isDone() && (!started || age > maxAge.toNanos())) {
        started = true;
        startedAt = nanos.getAsLong();
        age = 0;
        reading = CompletableFuture.runAsync(this::read, threads);
      }
      underway = reading;
      left = patience.toNanos() - age;
    }
    boolean answered = await(underway, left);
    synchronized (this) {
      return answered ? last : new Reading<>(last.value(), false);
    }
  }

  private void read() {
    Reading<T> next;
    try {
      next = new Reading<>(source.get(), true);
    } catch (RuntimeException e) {
      log.warn("numbers stay old event={} cause={}", name, e.toString());
      next = null;
    }
    synchronized (this) {
      last = next == null ? new Reading<>(last.value(), false) : next;
    }
  }

  private static boolean await(CompletableFuture<Void> underway, long nanos) {
    try {
      underway.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (TimeoutException | ExecutionException | CancellationException e) {
      log.debug("numbers are late cause={}", e.toString());
      return false;
    }
  }
}
