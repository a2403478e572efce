package dev.muninn.cluster.jdbc;

/** The database cannot be had: one line with the cause and the way out, for the person. */
public final class DatabaseStartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DatabaseStartException(String cause, String wayOut) {
    super(cause + ": " + wayOut);
  }

  public DatabaseStartException(String cause, String wayOut, Throwable because) {
    super(cause + ": " + wayOut, because);
  }
}
