package dev.muninn.cluster.jdbc;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.muninn.cluster.JournalDatabase;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Where the database is and how each of its three parts is played: {@code owner} migrates, {@code
 * writer} and {@code reader} are what a running node uses.
 */
public record DatabaseAccess(String url, Login owner, Login writer, Login reader)
    implements JournalDatabase {
  private static final String JOURNAL_DB = "akka-persistence-jdbc.shared-databases.muninn.db";

  public DatabaseAccess {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(writer, "writer");
    Objects.requireNonNull(reader, "reader");
  }

  @Override
  public Config journalConfig() {
    Map<String, Object> now = new TreeMap<>();
    now.put(JOURNAL_DB + ".url", url);
    now.put(JOURNAL_DB + ".user", writer.user());
    now.put(JOURNAL_DB + ".password", writer.password());
    Properties session = writer.sessionProperties("muninn-journal");
    for (String name : session.stringPropertyNames()) {
      now.put(JOURNAL_DB + ".properties." + name, session.getProperty(name));
    }
    return ConfigFactory.parseMap(now, "the database");
  }

  @Override
  public String toString() {
    return "DatabaseAccess[…]";
  }

  /** A login, and the role its sessions take on when that is another one. */
  public record Login(String user, String password, Optional<String> role) {
    public Login {
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(password, "password");
      Objects.requireNonNull(role, "role");
    }

    /**
     * The driver's properties of a session: its name in pg_stat_activity, its role, and the limit
     * of 5 s on idle transactions (a forgotten one would hold the journal's horizon for everybody).
     */
    public Properties sessionProperties(String applicationName) {
      String options =
          "-c idle_in_transaction_session_timeout=5s"
              + role.map(name -> " -c role=" + name).orElse("");
      Properties properties = new Properties();
      properties.setProperty("ApplicationName", applicationName);
      properties.setProperty("options", options);
      properties.setProperty("reWriteBatchedInserts", "true");
      properties.setProperty("tcpKeepAlive", "true");
      return properties;
    }

    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }
}
