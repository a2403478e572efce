package dev.muninn.cluster.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.jdbc.DatabaseAccess.Login;
import java.time.Duration;
import java.util.Optional;

/**
 * The database of a running node, migrated, with its pools. Open it before the actor system; close
 * it after that has ended.
 */
public final class NodeDatabase implements AutoCloseable {
  private final Optional<EmbeddedPostgres> server;
  private final DatabaseAccess access;
  private final HikariDataSource writer;
  private final HikariDataSource reader;

  private NodeDatabase(
      Optional<EmbeddedPostgres> server, DatabaseAccess access, int writers, int readers) {
    this.server = server;
    this.access = access;
    this.writer = pool("muninn-writer", access.url(), access.writer(), writers);
    this.reader = pool("muninn-reader", access.url(), access.reader(), readers);
  }

  /**
   * Starts the embedded server or goes to the outer one, makes roles, migrates. Blocking: about a
   * second, three the first time.
   *
   * @throws DatabaseStartException with the cause and the way out
   */
  public static NodeDatabase open(DatabaseSettings settings, DataFolder folder) {
    Optional<EmbeddedPostgres> server =
        settings.outer().isPresent()
            ? Optional.empty()
            : Optional.of(EmbeddedPostgres.start(folder, settings.port()));
    try {
      DatabaseAccess access =
          settings
              .outer()
              .map(DatabaseRoles::outer)
              .orElseGet(() -> DatabaseRoles.embedded(server.orElseThrow()));
      Migrations.apply(access);
      return new NodeDatabase(server, access, settings.writerPool(), settings.readerPool());
    } catch (RuntimeException e) {
      server.ifPresent(EmbeddedPostgres::close);
      throw e;
    }
  }

  /** Pools on a database that is already migrated; closing leaves the server alone. */
  static NodeDatabase attach(DatabaseAccess access, int writers, int readers) {
    return new NodeDatabase(Optional.empty(), access, writers, readers);
  }

  private static HikariDataSource pool(String name, String url, Login login, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(url);
    config.setUsername(login.user());
    config.setPassword(login.password());
    config.setDataSourceProperties(login.sessionProperties(name));
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setIdleTimeout(Duration.ofMinutes(1).toMillis());
    config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
    config.setValidationTimeout(Duration.ofSeconds(2).toMillis());
    return new HikariDataSource(config);
  }

  public Databases databases() {
    return new Databases(writer, reader);
  }

  public DatabaseAccess access() {
    return access;
  }

  /** Empty when the database is an outer one. */
  public Optional<EmbeddedPostgres> server() {
    return server;
  }

  @Override
  public void close() {
    reader.close();
    writer.close();
    server.ifPresent(EmbeddedPostgres::close);
  }
}
