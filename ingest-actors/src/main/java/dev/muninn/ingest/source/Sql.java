package dev.muninn.ingest.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/** Runs one statement of the projection. */
final class Sql {
  private Sql() {}

  static void run(Connection tx, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = tx.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        Object parameter = parameters[i];
        statement.setObject(
            i + 1, parameter instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : parameter);
      }
      statement.executeUpdate();
    }
  }
}
