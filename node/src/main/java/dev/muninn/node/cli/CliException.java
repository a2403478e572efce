package dev.muninn.node.cli;

/**
 * What ends a command with one line for the user: the thing, the cause, the way out. Exit code 1.
 */
public final class CliException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CliException(String thing, String cause, String wayOut) {
    super(line(thing, cause, wayOut));
  }

  public CliException(String thing, String cause, String wayOut, Throwable reason) {
    super(line(thing, cause, wayOut), reason);
  }

  private static String line(String thing, String cause, String wayOut) {
    String words = Texts.printable(thing + ": " + cause);
    return wayOut.isEmpty() ? words : words + "; " + Texts.printable(wayOut);
  }
}
