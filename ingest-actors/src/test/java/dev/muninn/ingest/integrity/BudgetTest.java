package dev.muninn.ingest.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private final List<Long> pauses = new ArrayList<>();
  private long nowNs = 7;

  private final Budget budget =
      new Budget(
          1000,
          () -> nowNs,
          time -> {
            pauses.add(time.toMillis());
            nowNs += time.toNanos();
          });

  @Test
  void waitsUntilWhatWasReadIsPaidFor() throws InterruptedIOException {
    budget.read(500);
    budget.read(250);
    assertEquals(List.of(500L, 250L), pauses);
  }

  @Test
  void countsTheTimeThatTheReadingTook() throws InterruptedIOException {
    nowNs += Duration.ofMillis(300).toNanos();
    budget.read(1000);
    nowNs += Duration.ofMillis(300).toNanos();
    budget.read(1000);
    assertEquals(List.of(1000L, 1000L), pauses);
  }

  @Test
  void isNotFasterAfterARest() throws InterruptedIOException {
    nowNs += Duration.ofHours(1).toNanos();
    budget.read(2000);
    assertEquals(List.of(2000L), pauses);
  }
}
