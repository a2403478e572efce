package dev.muninn.ingest.pipeline.story;

import dev.muninn.catalog.Story;
import dev.muninn.catalog.Story.AttemptOutcome;
import dev.muninn.catalog.Story.StepStatus;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.MediaItemEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How one step of the story stands; changed by {@link Plot} only. */
final class StepLine {
  private final StageName stage;
  private StepStatus status = StepStatus.WAITING;
  private int attempts;
  private Optional<StepRun> last = Optional.empty();
  private Optional<StageFailure> error = Optional.empty();
  private Optional<Instant> nextAttemptAt = Optional.empty();
  private final List<Story.Attempt> history = new ArrayList<>();

  StepLine(StageName stage) {
    this.stage = stage;
  }

  StageName stage() {
    return stage;
  }

  void done(StepRun run) {
    status = StepStatus.DONE;
    attempts = Math.max(attempts + 1, run.attempt());
    last = Optional.of(run);
    keep(run, AttemptOutcome.DONE, Optional.empty());
    error = Optional.empty();
    nextAttemptAt = Optional.empty();
  }

  void fail(MediaItemEvent.StageFailed failed) {
    status = StepStatus.FAILED;
    attempts = Math.max(attempts + 1, failed.step().attempt());
    last = Optional.of(failed.step());
    keep(failed.step(), AttemptOutcome.FAILED, Optional.of(failed.failure()));
    error = Optional.of(failed.failure());
    nextAttemptAt = failed.retryAt();
  }

  private void keep(StepRun run, AttemptOutcome outcome, Optional<StageFailure> why) {
    history.add(
        new Story.Attempt(
            run.attempt(),
            run.node(),
            run.startedAt(),
            Optional.of(run.elapsedMs()),
            outcome,
            why));
  }

  void giveUp(StageFailure why) {
    status = StepStatus.FAILED;
    error = Optional.of(why);
    nextAttemptAt = Optional.empty();
  }

  boolean isDone() {
    return status == StepStatus.DONE;
  }

  void skip() {
    status = StepStatus.SKIPPED;
  }

  /** Somebody asked for another try; what is done stays done. */
  void tryAgain() {
    if (status == StepStatus.FAILED) {
      reopen();
    }
  }

  /** The step is owed again from the beginning. */
  void reopen() {
    if (status != StepStatus.SKIPPED) {
      status = StepStatus.WAITING;
      attempts = 0;
      error = Optional.empty();
      nextAttemptAt = Optional.empty();
    }
  }

  Story.Step step() {
    return new Story.Step(
        stage,
        status,
        attempts,
        last.map(StepRun::node),
        last.map(StepRun::startedAt),
        last.map(StepRun::elapsedMs),
        error,
        nextAttemptAt,
        history,
        Optional.empty());
  }
}
