package dev.muninn.blob;

import dev.muninn.media.ErrorCode;
import java.io.IOException;

/** The bytes are none of our types, or there are none: EMPTY_FILE or UNSUPPORTED_TYPE. */
public final class UnsupportedMediaException extends IOException {
  private static final long serialVersionUID = 1;
  private final ErrorCode code;

  public UnsupportedMediaException(ErrorCode code) {
    super(code.words());
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}
