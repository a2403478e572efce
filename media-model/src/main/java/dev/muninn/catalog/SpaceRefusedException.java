package dev.muninn.catalog;

/** A change of the spaces is refused; the message is for a user. */
public final class SpaceRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SpaceRefusedException(String words) {
    super(words);
  }
}
