package dev.muninn.media;

import java.time.Instant;
import java.util.Objects;

/** Who did a step and how long it took: part of every event that a stage causes. */
public record StepRun(String node, int attempt, Instant startedAt, long elapsedMs) {
  public StepRun {
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(startedAt, "startedAt");
    Checks.require(
        attempt >= 1 && elapsedMs >= 0, "attempt " + attempt + " of " + elapsedMs + " ms");
  }
}
