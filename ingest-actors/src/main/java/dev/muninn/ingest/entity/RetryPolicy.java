package dev.muninn.ingest.entity;

import dev.muninn.media.ErrorCode;
import java.time.Duration;
import java.util.Objects;

/**
 * When failed work is tried again: {@code first · 2^(attempt−1)} with jitter, at most {@code cap},
 * at most {@code maxAttempts} times. What only has to wait (a folder that is offline, a full disk)
 * waits {@code outage} and uses up no attempt.
 */
public record RetryPolicy(
    Duration first, Duration cap, double jitterShare, int maxAttempts, Duration outage) {
  public RetryPolicy {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(cap, "cap");
    Objects.requireNonNull(outage, "outage");
    if (first.isNegative() || first.isZero() || cap.compareTo(first) < 0) {
      throw new IllegalArgumentException("backoff from " + first + " to " + cap);
    }
    if (jitterShare < 0 || jitterShare >= 1 || maxAttempts < 1) {
      throw new IllegalArgumentException(
          "jitter share " + jitterShare + ", attempts " + maxAttempts);
    }
  }

  /** Whether the failure is an outage of something else and no fault of the item. */
  public static boolean isOutage(ErrorCode code) {
    return code == ErrorCode.SOURCE_OFFLINE || code == ErrorCode.DISK_FULL;
  }

  /** How long to wait after this attempt (from 1); {@code jitter} is −1..1. */
  public Duration backoff(int attempt, double jitter) {
    double ideal = (double) first.toMillis() * Math.pow(2, Math.min(attempt, 40) - 1.0);
    return jittered(Math.min(ideal, (double) cap.toMillis()), jitter);
  }

  /** How long to wait for the end of an outage. */
  public Duration outageWait(double jitter) {
    return jittered((double) outage.toMillis(), jitter);
  }

  private Duration jittered(double millis, double jitter) {
    return Duration.ofMillis(Math.max(1, Math.round(millis * (1 + jitterShare * jitter))));
  }
}
