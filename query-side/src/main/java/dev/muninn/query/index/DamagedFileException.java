package dev.muninn.query.index;

import java.io.IOException;

/** A file of the index that is cut off, altered, foreign, or of another version. */
public final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1;

  public DamagedFileException(String words) {
    super(words);
  }

  public DamagedFileException(String words, Exception cause) {
    super(words, cause);
  }
}
