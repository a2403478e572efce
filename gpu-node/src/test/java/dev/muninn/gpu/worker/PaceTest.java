package dev.muninn.gpu.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace =
      new Pace(new WorkerSettings(16, 256, Duration.ofMillis(500), Duration.ofSeconds(3)));

  @Test
  void asksForWhatTheSettingsSayBeforeItKnows() {
    assertEquals(16, pace.capacity());
    assertEquals(0, pace.picturesPerSecond());
  }

  @Test
  void asksForAsManyAsFillTheTime() {
    pace.measured(16, 16, Duration.ofMillis(320));
    assertEquals(25, pace.capacity());
    assertEquals(50, pace.picturesPerSecond(), 1e-9);
  }

  @Test
  void aSlowDeviceAsksForOne() {
    pace.measured(1, 1, Duration.ofSeconds(5));
    assertEquals(1, pace.capacity());
  }

  @Test
  void aFastDeviceAsksForNoMoreThanAFrameHolds() {
    pace.measured(16, 16, Duration.ofNanos(1));
    assertEquals(256, pace.capacity());
  }

  @Test
  void videosMakeABatchSmaller() {
    pace.measured(10, 500, Duration.ofSeconds(10));
    assertEquals(1, pace.capacity());
    assertEquals(50, pace.picturesPerSecond(), 1e-9);
  }

  @Test
  void aSmallBatchInBetweenHardlyCounts() {
    pace.measured(100, 100, Duration.ofSeconds(1));
    pace.measured(1, 1, Duration.ofMillis(10));
    assertEquals(50, pace.capacity());
    pace.measured(1, 1, Duration.ofMillis(100));
    assertEquals(37, pace.capacity());
  }

  @Test
  void aDeviceThatBecomesSlowIsKnownSoon() {
    pace.measured(100, 100, Duration.ofSeconds(1));
    for (int i = 0; i < 5; i++) {
      pace.measured(5, 5, Duration.ofMillis(500));
    }
    assertEquals(6, pace.capacity());
  }
}
