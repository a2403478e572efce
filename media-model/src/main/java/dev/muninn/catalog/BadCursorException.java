package dev.muninn.catalog;

/** A cursor that this server did not hand out. */
public final class BadCursorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BadCursorException(String cursor) {
    super("no such cursor: '" + cursor.substring(0, Math.min(cursor.length(), 40)) + "'");
  }
}
