package dev.muninn.ingest.entity;

import java.time.Clock;
import java.time.Duration;

/** How media items are set in tests: quick to begin again, and without chance. */
public final class TestItems {
  public static final MediaItemSettings SETTINGS =
      new MediaItemSettings(
          new RetryPolicy(
              Duration.ofSeconds(1), Duration.ofMinutes(1), 0.1, 5, Duration.ofSeconds(5)),
          Clock.systemUTC(),
          () -> 0,
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          0.1);

  private TestItems() {}
}
