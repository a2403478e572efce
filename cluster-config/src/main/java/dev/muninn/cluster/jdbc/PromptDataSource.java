package dev.muninn.cluster.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A data source for work that somebody waits for: a connection that was there only after {@code
 * patience} goes back unused, with an {@link SQLTransientConnectionException}. So what was answered
 * with "the database is away" is not done behind the caller's back when it returns. Thread-safe
 * like the source beneath, which still decides how long a call blocks.
 */
public record PromptDataSource(DataSource source, Duration patience) implements DataSource {

  @Override
  public Connection getConnection() throws SQLException {
    long began = System.nanoTime();
    Connection connection = source.getConnection();
    long waited = System.nanoTime() - began;
    if (waited <= patience.toNanos()) {
      return connection;
    }
    connection.close();
    throw new SQLTransientConnectionException(
        "the connection came after " + waited / 1_000_000 + " ms, nobody waits for it any more");
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the pool has one user");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return source.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    source.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    source.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return source.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return source.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(source) ? type.cast(source) : source.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(source) || source.isWrapperFor(type);
  }
}
