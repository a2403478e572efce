package dev.muninn.ingest.media;

import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageFailure;

/** A file could not be described or previewed; carries what its owner is told. */
public final class MediaException extends Exception {
  private static final long serialVersionUID = 1;
  private final transient StageFailure failure;

  public MediaException(ErrorCode code, String detail) {
    super(code + ": " + detail);
    this.failure = new StageFailure(code, Words.clean(detail, StageFailure.MAX_DETAIL));
  }

  public StageFailure failure() {
    return failure;
  }
}
