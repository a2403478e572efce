package dev.muninn.ingest.pipeline;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Objects;

/**
 * The block {@code muninn.ingest.pipeline}: how much runs at once, how leases live, how patient
 * calls to entities are.
 */
public record PipelineSettings(
    int parallelism,
    Duration poll,
    Duration lease,
    Duration renewal,
    int aloneAfter,
    int giveUpAfter,
    Duration suspectPatience,
    Duration askTimeout,
    Duration batchTimeout) {
  public PipelineSettings {
    Objects.requireNonNull(poll, "poll");
    Objects.requireNonNull(suspectPatience, "suspectPatience");
    Objects.requireNonNull(askTimeout, "askTimeout");
    Objects.requireNonNull(batchTimeout, "batchTimeout");
    if (parallelism < 0 || aloneAfter < 1 || giveUpAfter <= aloneAfter) {
      throw new IllegalArgumentException(
          "muninn.ingest.pipeline: alone-after must be at least 1, parallelism 0 or"
              + " more, give-up-after more than alone-after");
    }
    if (renewal.multipliedBy(2).compareTo(lease) > 0) {
      throw new IllegalArgumentException(
          "muninn.ingest.pipeline: a lease must outlive two renewals");
    }
  }

  public static PipelineSettings of(Config block) {
    return new PipelineSettings(
        block.getInt("parallelism"),
        block.getDuration("poll"),
        block.getDuration("lease"),
        block.getDuration("renewal"),
        block.getInt("alone-after"),
        block.getInt("give-up-after"),
        block.getDuration("suspect-patience"),
        block.getDuration("ask-timeout"),
        block.getDuration("batch-timeout"));
  }
}
