package dev.muninn.catalog;

/** The stage cannot be paused; the message is for a user. */
public final class CannotPauseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CannotPauseException(String words) {
    super(words);
  }
}
