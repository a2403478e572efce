package dev.muninn.ingest.entity;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/**
 * What every media item of a node shares: the retry policy, its clock, its source of jitter
 * (−1..1), and how it starts again when the journal fails ({@code restartJitter} is a share, 0..1).
 */
public record MediaItemSettings(
    RetryPolicy retries,
    Clock clock,
    DoubleSupplier jitter,
    Duration restartFirst,
    Duration restartCap,
    double restartJitter) {
  public MediaItemSettings {
    Objects.requireNonNull(retries, "retries");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(jitter, "jitter");
    Objects.requireNonNull(restartFirst, "restartFirst");
    Objects.requireNonNull(restartCap, "restartCap");
  }
}
