package dev.muninn.ingest.integrity;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells readers that the node goes down, also while they wait. Thread-safe. */
final class Stop {
  private final CountDownLatch latch = new CountDownLatch(1);

  void now() {
    latch.countDown();
  }

  boolean isNow() {
    return latch.getCount() == 0;
  }

  /**
   * Waits.
   *
   * @throws InterruptedIOException as soon as the node goes down
   */
  void pause(Duration time) throws InterruptedIOException {
    try {
      if (latch.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new InterruptedIOException("the node goes down");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the thread is told to end");
    }
  }

  /** Goes on, or ends the reading. */
  void check() throws InterruptedIOException {
    if (isNow()) {
      throw new InterruptedIOException("the node goes down");
    }
  }
}
