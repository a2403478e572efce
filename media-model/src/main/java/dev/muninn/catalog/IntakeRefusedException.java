package dev.muninn.catalog;

import dev.muninn.media.signal.RejectionReason;

/** The item refuses the bytes that were received; nothing was kept of them. */
public final class IntakeRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final RejectionReason reason;

  public IntakeRefusedException(RejectionReason reason, String words) {
    super(words);
    this.reason = reason;
  }

  public RejectionReason reason() {
    return reason;
  }
}
