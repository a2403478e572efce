package dev.muninn.ingest.stage;

import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageFailure;

/** A step could not be done. */
final class StepFailedException extends Exception {
  private static final long serialVersionUID = 1;
  private final transient StageFailure failure;

  StepFailedException(StageFailure failure, Throwable cause) {
    super(failure.code() + ": " + failure.detail(), cause);
    this.failure = failure;
  }

  StepFailedException(ErrorCode code, String detail) {
    this(new StageFailure(code, detail), null);
  }

  StageFailure failure() {
    return failure;
  }
}
