package dev.muninn.blob;

import dev.muninn.media.StageFailure;

/** A picture that no decoder could open; the failure says why. */
public final class UnreadablePictureException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient StageFailure failure;

  public UnreadablePictureException(StageFailure failure, Throwable cause) {
    super(failure.code() + ": " + failure.detail(), cause);
    this.failure = failure;
  }

  public StageFailure failure() {
    return failure;
  }
}
