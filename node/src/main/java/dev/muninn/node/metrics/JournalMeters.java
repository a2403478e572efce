package dev.muninn.node.metrics;

import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageName;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.MediaItemEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts what goes by in the journal: events by type, steps by how they ended. Thread-safe. */
final class JournalMeters {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5)
  };

  private final MeterRegistry meters;

  JournalMeters(MeterRegistry meters) {
    this.meters = meters;
    for (StageName stage : StageName.values()) {
      timer(stage, "done");
      timer(stage, "failed");
    }
  }

  void count(JournalEvent row) {
    meters
        .counter("muninn.journal.events", "type", row.event().getClass().getSimpleName())
        .increment();
    if (row.event() instanceof MediaItemEvent event) {
      FinishedStep.of(event).ifPresent(step -> took(step.stage(), "done", step.run()));
      trouble(event);
    }
  }

  private void trouble(MediaItemEvent event) {
    if (event instanceof MediaItemEvent.StageFailed failed) {
      took(failed.stage(), "failed", failed.step());
      if (failed.retryAt().isPresent()) {
        count("muninn.stage.retries", failed.stage(), failed.failure().code());
      }
    } else if (event instanceof MediaItemEvent.Quarantined gone) {
      count("muninn.stage.quarantined", gone.stage(), gone.code());
    }
  }

  private void count(String name, StageName stage, ErrorCode code) {
    meters.counter(name, "stage", stage.word(), "code", code.code()).increment();
  }

  private void took(StageName stage, String outcome, StepRun run) {
    timer(stage, outcome).record(Duration.ofMillis(run.elapsedMs()));
  }

  private Timer timer(StageName stage, String outcome) {
    return Timer.builder("muninn.stage.duration")
        .description("How long the steps of items took, by how they ended")
        .tags("stage", stage.word(), "outcome", outcome)
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }
}
