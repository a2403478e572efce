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

  /**
   * Items that wait for, run in, or failed in a stage. {@code oldestSeconds}: how long the oldest
   * of those that wait, for their turn or for the next attempt, has stood here.
   */
  public record StageCount(
      StageName stage,
      long waiting,
      long running,
      long failed,
      Optional<Long> oldestSeconds,
      Optional<PipelineControl.Pause> paused) {
    public StageCount {
      Objects.requireNonNull(stage, "stage");
      Objects.requireNonNull(oldestSeconds, "oldestSeconds");
      Objects.requireNonNull(paused, "paused");
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
