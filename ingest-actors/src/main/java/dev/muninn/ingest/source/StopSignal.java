package dev.muninn.ingest.source;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks a scan to end soon; given once. Thread-safe. */
final class StopSignal {

  private final CountDownLatch given = new CountDownLatch(1);

  void give() {
    given.countDown();
  }

  boolean isGiven() {
    return given.getCount() == 0;
  }

  /** Waits for the signal, at most so long; an interrupted thread takes it as given. */
  void await(Duration atMost) {
    try {
      given.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      give();
    }
  }
}
