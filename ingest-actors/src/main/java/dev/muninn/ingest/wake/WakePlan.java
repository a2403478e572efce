package dev.muninn.ingest.wake;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * When to wake a worker: after work has waited for one without a break, then again with pauses that
 * double, until one is there or nothing waits. Belongs to one actor.
 */
final class WakePlan {
  private final WakeSettings settings;
  private OptionalLong dueAt = OptionalLong.empty();
  private Duration pause;

  WakePlan(WakeSettings settings) {
    this.settings = settings;
    this.pause = settings.pause();
  }

  /**
   * Takes in how things stand, and says whether to wake now.
   *
   * @param now nanoseconds of a clock that never goes back
   */
  boolean due(long now, long waiting, int workers) {
    if (waiting == 0 || workers > 0) {
      dueAt = OptionalLong.empty();
      pause = settings.pause();
      return false;
    }
    if (dueAt.isEmpty()) {
      dueAt = OptionalLong.of(now + settings.after().toNanos());
    }
    if (now - dueAt.getAsLong() < 0) {
      return false;
    }
    dueAt = OptionalLong.of(now + pause.toNanos());
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(settings.longest()) < 0 ? doubled : settings.longest();
    return true;
  }
}
