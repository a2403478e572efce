package dev.muninn.ingest.stage;

import java.io.IOException;

/** The root of a source cannot be reached; its files are not lost, they wait. */
public final class SourceOfflineException extends IOException {
  private static final long serialVersionUID = 1;

  public SourceOfflineException(String words) {
    super(words);
  }
}
