package dev.muninn.node;

/** Why the server cannot start, in one line: the thing, the cause, the way out. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StartException(String line) {
    super(line);
  }

  public StartException(String line, Throwable cause) {
    super(line, cause);
  }
}
