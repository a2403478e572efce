package dev.muninn.ingest.integrity;

import dev.muninn.ingest.storage.FileHash;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * So many bytes a second on the average of what is read, without saving up: after a rest the reader
 * is not faster. For one thread.
 */
final class Budget implements FileHash.Pace {
  private static final double SECOND_NS = 1e9;

  private final long bytesPerSecond;
  private final LongSupplier nanoTime;
  private final Pause pause;
  private long paidUntilNs;

  /** Blocks for a while. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedIOException;
  }

  Budget(long bytesPerSecond, LongSupplier nanoTime, Pause pause) {
    this.bytesPerSecond = bytesPerSecond;
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.paidUntilNs = nanoTime.getAsLong();
  }

  @Override
  public void read(long bytes) throws InterruptedIOException {
    long now = nanoTime.getAsLong();
    paidUntilNs = Math.max(paidUntilNs, now) + (long) (bytes * SECOND_NS / bytesPerSecond);
    pause.of(Duration.ofNanos(paidUntilNs - now));
  }
}
