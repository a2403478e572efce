package dev.muninn.cluster.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one server of a test JVM, without durability, with a migrated template that databases are
 * copied from. Its program is unpacked once a machine; the rest goes away with the JVM.
 */
final class TestServer {
  private static final String TEMPLATE = "template_muninn";

  private final EmbeddedPostgres server;
  private final AtomicInteger made = new AtomicInteger();

  private TestServer(EmbeddedPostgres server) {
    this.server = server;
  }

  static TestServer shared() {
    return Holder.SERVER;
  }

  /** The folder that programs are unpacked to, shared by all test JVMs of this user. */
  static Path binaries() {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "muninn-test-postgres-" + System.getProperty("user.name"));
  }

  /** A migrated database of its own; about a tenth of a second. */
  synchronized DatabaseAccess createDatabase() {
    String name = "test_" + made.incrementAndGet();
    superuser("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE + " OWNER muninn_owner");
    return DatabaseRoles.embeddedAccess(server, name);
  }

  /** One that nothing was migrated in. */
  synchronized DatabaseAccess createEmptyDatabase() {
    String name = "test_" + made.incrementAndGet();
    superuser("CREATE DATABASE " + name + " OWNER muninn_owner");
    return DatabaseRoles.embeddedAccess(server, name);
  }

  /** The login that may take on every role: what several nodes share as their outer PostgreSQL. */
  DatabaseSettings.Outer superuserOf(DatabaseAccess access) {
    return new DatabaseSettings.Outer(access.url(), "postgres", server.secrets().superuser());
  }

  void dropDatabase(DatabaseAccess access) {
    superuser(
        "DROP DATABASE IF EXISTS "
            + access.url().substring(access.url().lastIndexOf('/') + 1)
            + " WITH (FORCE)");
  }

  private void superuser(String sql) {
    try (Connection c =
        DriverManager.getConnection(
            server.url("postgres"), "postgres", server.secrets().superuser())) {
      DatabaseRoles.execute(c, sql);
    } catch (SQLException e) {
      throw new DatabaseException("the test server failed", e);
    }
  }

  private static TestServer start() {
    try {
      Path run = Files.createTempDirectory("muninn-test-db-");
      EmbeddedPostgres server =
          EmbeddedPostgres.start(
              new PostgresPlaces(
                  binaries(),
                  run.resolve("data"),
                  run.resolve("secrets"),
                  run.resolve("postgres.log")),
              0,
              PostgresTuning.THROWAWAY);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, run), "test-server-end"));
      TestServer made = new TestServer(server);
      DatabaseRoles.embedded(server);
      made.superuser("CREATE DATABASE " + TEMPLATE + " OWNER muninn_owner");
      Migrations.apply(DatabaseRoles.embeddedAccess(server, TEMPLATE));
      return made;
    } catch (IOException e) {
      throw new IllegalStateException("no place for a test server", e);
    }
  }

  private static void end(EmbeddedPostgres server, Path run) {
    server.close();
    try {
      PostgresBinaries.deleteTree(run);
    } catch (IOException e) {
      throw new IllegalStateException("the test server's folder stays: " + run, e);
    }
  }

  /** Started by the first test that asks. */
  private static final class Holder {
    static final TestServer SERVER = start();
  }
}
