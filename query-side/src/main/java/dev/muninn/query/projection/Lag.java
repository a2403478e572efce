package dev.muninn.query.projection;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How far behind the journal something is, asked of the database a few times a second at most:
 * every search says it. Thread-safe.
 */
final class Lag {
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Supplier<OptionalLong> asking;
  private volatile Answer last = new Answer(0, System.nanoTime() - FRESH_NANOS);

  private record Answer(long ms, long atNanos) {}

  /** {@code asking} is blocking; empty is none. */
  Lag(Supplier<OptionalLong> asking) {
    this.asking = asking;
  }

  /** In ms; 0 where there is none. */
  long ms() {
    Answer known = last;
    long now = System.nanoTime();
    if (now - known.atNanos() < FRESH_NANOS) {
      return known.ms();
    }
    Answer fresh = new Answer(asking.get().orElse(0), now);
    last = fresh;
    return fresh.ms();
  }
}
