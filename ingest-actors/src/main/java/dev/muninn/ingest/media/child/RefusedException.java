package dev.muninn.ingest.media.child;

/** The file is not read, and why; becomes a {@link Reply.Refused}. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;
  private final Reply.Refusal refusal;

  RefusedException(Reply.Refusal refusal, String words) {
    super(words);
    this.refusal = refusal;
  }

  Reply.Refusal refusal() {
    return refusal;
  }
}
