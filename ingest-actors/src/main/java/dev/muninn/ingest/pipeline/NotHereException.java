package dev.muninn.ingest.pipeline;

/** This node lacks what the work needs; another one may have it. */
final class NotHereException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotHereException(String words) {
    super(words);
  }
}
