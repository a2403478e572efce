package dev.muninn.ingest.source;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Says how much room the disk has left, and is asked before each file that is read: at the file of
 * a given number it does what the test wants done in the middle of a scan. Thread-safe.
 */
final class InTheMiddle implements LongSupplier {

  private final AtomicLong freeBytes = new AtomicLong(1L << 40);
  private final AtomicInteger left = new AtomicInteger();
  private volatile Action action = () -> {};

  /** What happens then. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  /** Nothing happens, until {@link #at} says what. */
  InTheMiddle() {}

  /** The action happens before the file of this number, counted from 1. */
  InTheMiddle(int number, Action action) {
    at(number, action);
  }

  /** The action happens once, before the file of this number, counted from now on. */
  void at(int number, Action next) {
    action = next;
    left.set(number);
  }

  /** Holds the scan up there until the latch is down. */
  static InTheMiddle stay(int number, CountDownLatch reached, CountDownLatch goOn) {
    return new InTheMiddle(
        number,
        () -> {
          reached.countDown();
          goOn.await();
        });
  }

  void freeBytes(long bytes) {
    freeBytes.set(bytes);
  }

  @Override
  public long getAsLong() {
    if (left.decrementAndGet() == 0) {
      try {
        action.run();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    return freeBytes.get();
  }
}
