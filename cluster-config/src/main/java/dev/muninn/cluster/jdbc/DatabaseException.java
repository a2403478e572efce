package dev.muninn.cluster.jdbc;

import java.sql.SQLException;

/** A statement failed: what was tried, with the driver's exception as its cause. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DatabaseException(String words, SQLException cause) {
    super(words + ": " + cause.getMessage(), cause);
  }
}
