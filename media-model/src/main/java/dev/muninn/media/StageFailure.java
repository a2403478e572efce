package dev.muninn.media;

import java.util.Objects;

/** Why a stage could not do its work: a code of the catalogue and the particulars in words. */
public record StageFailure(ErrorCode code, String detail) {
  public static final int MAX_DETAIL = 1000;

  public StageFailure {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(detail, "detail");
    detail = detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) : detail;
  }
}
