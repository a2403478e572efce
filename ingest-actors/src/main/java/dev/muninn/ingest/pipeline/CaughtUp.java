package dev.muninn.ingest.pipeline;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether the view of owed work shows the present. While it is made anew it shows work that was
 * done long ago; claiming that would ask every item for nothing. Once it is there it stays so: a
 * view that falls behind later is slow, not wrong. Thread-safe.
 */
final class CaughtUp implements BooleanSupplier {
  private static final long NEAR = 500;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final LongSupplier lagEvents;
  private volatile boolean there;
  private long lookedAt = System.nanoTime() - BETWEEN_LOOKS.toNanos();

  /**
   * @param lagEvents how many events the view has still to see; blocking
   */
  CaughtUp(LongSupplier lagEvents) {
    this.lagEvents = lagEvents;
  }

  @Override
  public boolean getAsBoolean() {
    return there || look();
  }

  private synchronized boolean look() {
    long now = System.nanoTime();
    if (!there && now - lookedAt >= BETWEEN_LOOKS.toNanos()) {
      lookedAt = now;
      there = lagEvents.getAsLong() <= NEAR;
    }
    return there;
  }
}
