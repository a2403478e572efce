package dev.muninn.node;

import com.typesafe.config.Config;
import dev.muninn.cluster.jdbc.DatabaseSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The address of a PostgreSQL as people write it. */
final class OuterDatabase {
  private static final String WANTED = "postgresql://user:password@host:5432/database";

  private OuterDatabase() {}

  /**
   * Reads {@code postgresql://user:password@host:port/database}, also with {@code jdbc:} or as
   * {@code postgres://}. User and password may stand in {@code MUNINN_DATABASE_USER} and {@code
   * MUNINN_DATABASE_PASSWORD} instead. The password is not repeated in an error.
   */
  static DatabaseSettings.Outer parse(String address) {
    return parse(
        address, environment("MUNINN_DATABASE_USER"), environment("MUNINN_DATABASE_PASSWORD"));
  }

  /** As the other one; user and password may stand in {@code muninn.database} instead. */
  static DatabaseSettings.Outer parse(String address, Config settings) {
    return parse(
        address,
        settings.getString("muninn.database.user"),
        settings.getString("muninn.database.password"));
  }

  private static DatabaseSettings.Outer parse(String address, String user, String password) {
    String plain = address.startsWith("jdbc:") ? address.substring("jdbc:".length()) : address;
    try {
      URI uri = new URI(plain);
      boolean postgres = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
      if (!postgres || uri.getHost() == null || uri.getPath().length() < 2) {
        throw malformed();
      }
      String[] login = Optional.ofNullable(uri.getUserInfo()).orElse("").split(":", 2);
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return new DatabaseSettings.Outer(
          "jdbc:postgresql://"
              + uri.getHost()
              + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
              + uri.getRawPath()
              + query,
          login[0].isEmpty() ? user : login[0],
          login.length < 2 ? password : login[1]);
    } catch (URISyntaxException noAddress) {
      throw malformed();
    }
  }

  private static String environment(String name) {
    return Optional.ofNullable(System.getenv(name)).orElse("");
  }

  private static StartException malformed() {
    return new StartException("--database-url: is no address of a PostgreSQL; write " + WANTED);
  }
}
