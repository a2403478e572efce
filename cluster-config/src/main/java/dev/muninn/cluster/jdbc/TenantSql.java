package dev.muninn.cluster.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;

/**
 * Reads as one tenant: a read-only transaction of the reader role in which {@code app.org} is set,
 * so that row level security shows that org's rows and no others. Blocking; thread-safe.
 */
public final class TenantSql {
  private final Databases databases;

  public TenantSql(Databases databases) {
    this.databases = Objects.requireNonNull(databases, "databases");
  }

  /**
   * Runs {@code work} in one transaction; the connection must not be used afterwards.
   *
   * @throws DatabaseException when the database fails
   */
  public <T> T read(String org, SqlFunction<Connection, T> work) {
    try (Connection connection = databases.reader().getConnection()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      try {
        enter(connection, org);
        return work.apply(connection);
      } finally {
        connection.rollback();
        connection.setReadOnly(false);
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new DatabaseException("a read of the views failed", e);
    }
  }

  private static void enter(Connection connection, String org) throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement("SELECT set_config('app.org', ?, true)")) {
      set.setString(1, org);
      set.executeQuery().close();
    }
  }
}
