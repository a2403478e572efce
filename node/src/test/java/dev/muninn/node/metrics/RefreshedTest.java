package dev.muninn.node.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RefreshedTest {
  private static final Duration MAX_AGE = Duration.ofSeconds(5);
  private final AtomicLong clock = new AtomicLong(1);
  private final AtomicInteger reads = new AtomicInteger();
  private final Queue<Runnable> later = new ArrayDeque<>();
  private boolean broken;

  @Test
  void readsAgainOnlyWhenTheValueIsOld() {
    Refreshed<Integer> value = of(Runnable::run);
    assertEquals(new Refreshed.Reading<>(1, true), value.now());
    assertEquals(new Refreshed.Reading<>(1, true), value.now());
    pass(MAX_AGE.plusMillis(1));
    assertEquals(new Refreshed.Reading<>(2, true), value.now());
  }

  @Test
  void keepsTheLastValueWhenReadingFails() {
    Refreshed<Integer> value = of(Runnable::run);
    assertEquals(1, value.now().value());
    broken = true;
    pass(MAX_AGE.plusMillis(1));
    assertEquals(new Refreshed.Reading<>(1, false), value.now());
    broken = false;
    pass(MAX_AGE.plusMillis(1));
    assertTrue(value.now().fresh());
  }

  @Test
  void whoeverAsksDoesNotWaitForAReadingThatHangs() {
    Refreshed<Integer> value = of(later::add);
    assertEquals(new Refreshed.Reading<>(0, false), value.now());
    pass(MAX_AGE.multipliedBy(10));
    assertFalse(value.now().fresh());
    assertEquals(1, later.size(), "one reading at a time");
    later.remove().run();
    value.now();
    later.remove().run();
    assertEquals(new Refreshed.Reading<>(2, true), value.now());
  }

  private Refreshed<Integer> of(Executor threads) {
    return new Refreshed<>(
        "test", this::read, 0, threads, MAX_AGE, Duration.ofMillis(20), clock::get);
  }

  private int read() {
    if (broken) {
      throw new IllegalStateException("away");
    }
    return reads.incrementAndGet();
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }
}
