package dev.muninn.cluster.jdbc;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the schemas up to this program's version: every {@code db/migration} on the class path,
 * V1xx of cluster-config, V2xx ingest-actors, V3xx query-side, V4xx http-gateway. What was applied
 * is kept in ops.schema_history.
 */
final class Migrations {
  /** "Schema … exists already, skipping" is what IF NOT EXISTS is for; warnings come as before. */
  private static final Map<String, String> NO_NOTICES =
      Map.of("options", "-c client_min_messages=warning");

  private Migrations() {}

  static void apply(DatabaseAccess access) {
    try {
      Flyway.configure()
          .jdbcProperties(NO_NOTICES)
          .dataSource(access.url(), access.owner().user(), access.owner().password())
          .locations("classpath:db/migration")
          .defaultSchema("ops")
          .createSchemas(true)
          .table("schema_history")
          // modules grow apart: V210 may come after V301 was applied
          .outOfOrder(true)
          .placeholderReplacement(false)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new DatabaseStartException(
          "the database's schema cannot be brought up to date (" + e.getMessage() + ")",
          "if it was written by a newer Muninn, start that one",
          e);
    }
  }
}
