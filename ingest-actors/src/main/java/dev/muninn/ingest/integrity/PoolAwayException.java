package dev.muninn.ingest.integrity;

import java.io.IOException;

/** The pool as a whole cannot be reached: no file of it is missing because of that. */
final class PoolAwayException extends IOException {
  private static final long serialVersionUID = 1;

  PoolAwayException() {
    super("The folder of the originals is not there. Is its disk mounted?");
  }
}
