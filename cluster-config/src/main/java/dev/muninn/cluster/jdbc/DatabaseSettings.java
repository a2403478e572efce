package dev.muninn.cluster.jdbc;

import com.typesafe.config.Config;
import java.util.Optional;

/**
 * Which database the node uses (the block {@code muninn.database}): an outer PostgreSQL when a URL
 * is given, else the embedded one on {@code port} (0: any free one).
 */
public record DatabaseSettings(Optional<Outer> outer, int port, int writerPool, int readerPool) {
  public DatabaseSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("muninn.database.port must be 0 to 65535, not " + port);
    }
    if (writerPool < 1 || readerPool < 1) {
      throw new IllegalArgumentException("muninn.database: a pool needs at least 1 connection");
    }
  }

  /**
   * A PostgreSQL of one's own: a {@code jdbc:postgresql:} URL and a login that owns the database
   * and may create roles (or finds muninn_writer and muninn_reader there and is a member of both).
   */
  public record Outer(String url, String user, String password) {
    public Outer {
      if (!url.startsWith("jdbc:postgresql:")) {
        throw new IllegalArgumentException(
            "muninn.database.url must begin with jdbc:postgresql: (muninn stores nothing elsewhere)");
      }
    }

    @Override
    public String toString() {
      return "Outer[user=" + user + "]";
    }
  }

  public static DatabaseSettings from(Config config) {
    Config database = config.getConfig("muninn.database");
    String url = database.getString("url");
    return new DatabaseSettings(
        url.isBlank()
            ? Optional.empty()
            : Optional.of(
                new Outer(url, database.getString("user"), database.getString("password"))),
        database.getInt("port"),
        database.getInt("writer-pool"),
        database.getInt("reader-pool"));
  }
}
