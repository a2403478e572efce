package dev.muninn.ingest.wake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WakePlanTest {
  private static final long SECOND = 1_000_000_000L;
  private final WakePlan plan =
      new WakePlan(
          new WakeSettings(
              List.of("wake"),
              Duration.ofSeconds(30),
              Duration.ofSeconds(60),
              Duration.ofSeconds(200),
              Duration.ofSeconds(5)));

  /** The seconds from {@code begin} on at which it wakes, looking once a second. */
  private List<Integer> wakes(int begin, int end, long waiting, int workers) {
    List<Integer> at = new ArrayList<>();
    for (int second = begin; second < end; second++) {
      if (plan.due(second * SECOND, waiting, workers)) {
        at.add(second);
      }
    }
    return at;
  }

  @Test
  void wakesAfterAWhileAndThenEverMoreRarely() {
    assertEquals(List.of(30, 90, 210, 410, 610), wakes(0, 700, 5, 0));
  }

  @Test
  void wakesNobodyWhileAWorkerIsThereOrNothingWaits() {
    assertEquals(List.of(), wakes(0, 500, 5, 1));
    assertEquals(List.of(), wakes(500, 1000, 0, 0));
  }

  @Test
  void beginsAnewWhenAWorkerHasBeenThere() {
    assertEquals(List.of(30, 90), wakes(0, 120, 5, 0));
    assertFalse(plan.due(120 * SECOND, 5, 1));
    assertEquals(List.of(151, 211), wakes(121, 220, 5, 0));
  }

  @Test
  void holdsWhereTheClockBeginsAnywhere() {
    long late = Long.MAX_VALUE - 10 * SECOND;
    assertFalse(plan.due(late, 1, 0));
    assertTrue(plan.due(late + 31 * SECOND, 1, 0), "nanoTime may run over");
  }
}
