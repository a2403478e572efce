package dev.muninn.ingest.stage;

import dev.muninn.media.SourceId;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.LossReason;
import dev.muninn.media.signal.StageResult;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run found out: results in stage order, then the step that failed if one did. A location
 * found gone or changed is told apart, since it ends the run whatever was worked out from it.
 */
public record StageOutcome(
    List<StageResult> results, Optional<FailedStep> failure, Optional<LostPlace> lost) {
  public StageOutcome {
    results = List.copyOf(results);
    Objects.requireNonNull(failure, "failure");
    Objects.requireNonNull(lost, "lost");
  }

  /** The step that could not be done, why, and what it cost. */
  public record FailedStep(StageName stage, StageFailure failure, StepRun step) {}

  /** A file of a source that is gone or holds other bytes now. */
  public record LostPlace(SourceId source, String path, LossReason reason) {}
}
