package dev.muninn.catalog;

import dev.muninn.media.StageName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The conservation law as numbers, with the work that each stage owes. */
public record PipelineCounts(
    long asOfLagMs,
    long accepted,
    long ready,
    long waiting,
    long running,
    long failed,
    long quarantined,
    long trashed,
    List<StageCount> stages,
    Intake intake) {
  public PipelineCounts {
    stages = List.copyOf(stages);
    Objects.requireNonNull(intake, "intake");
  }

  /** The same numbers, where something is missing that this stage needs. */
  public PipelineCounts waitingFor(StageName stage, String words) {
    return new PipelineCounts(
        asOfLagMs,
        accepted,
        ready,
        waiting,
        running,
        failed,
        quarantined,
        trashed,
        stages.stream().map(one -> one.stage() == stage ? one.waitingFor(words) : one).toList(),
        intake);
  }

  /**
   * Items that wait for, run in, or failed in a stage. {@code oldestSeconds}: how long the oldest
   * of those that wait, for their turn or for the next attempt, has stood here. {@code waitsFor}
   * says in words what is missing without which nothing goes on here; empty while nothing is.
   */
  public record StageCount(
      StageName stage,
      long waiting,
      long running,
      long failed,
      Optional<Long> oldestSeconds,
      Optional<PipelineControl.Pause> paused,
      Optional<String> waitsFor) {
    public StageCount {
      Objects.requireNonNull(stage, "stage");
      Objects.requireNonNull(oldestSeconds, "oldestSeconds");
      Objects.requireNonNull(paused, "paused");
      Objects.requireNonNull(waitsFor, "waitsFor");
    }

    /** A stage that lacks nothing. */
    public StageCount(
        StageName stage,
        long waiting,
        long running,
        long failed,
        Optional<Long> oldestSeconds,
        Optional<PipelineControl.Pause> paused) {
      this(stage, waiting, running, failed, oldestSeconds, paused, Optional.empty());
    }

    /** The same stage, where this is missing. */
    public StageCount waitingFor(String words) {
      return new StageCount(
          stage, waiting, running, failed, oldestSeconds, paused, Optional.of(words));
    }
  }

  /**
   * Whether new files are taken in and work that writes files goes on: not while the disk of the
   * data folder has less than {@code floorBytes} left. {@code words} are for a user.
   */
  public record Intake(boolean open, String words, long freeBytes, long floorBytes) {
    public Intake {
      Objects.requireNonNull(words, "words");
    }
  }
}
