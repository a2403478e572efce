package dev.muninn.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValueFactory;
import dev.muninn.cluster.ClusterConfig;
import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.NodeRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a node is started: its folder, its settings (unresolved), and whether it stands alone or is
 * one of several. The port of the API is checked and chosen already.
 */
public record StartPlan(DataFolder data, Config base, Standing standing) {

  /** Whether there are other nodes. */
  public enum Standing {
    ALONE,
    ONE_OF_SEVERAL
  }

  /** All roles on this machine, on loopback, without any certificate. */
  public static StartPlan of(UpSettings up) {
    Map<String, Object> asked = new TreeMap<>();
    asked.put("muninn.http.bind", up.bind());
    asked.put("muninn.http.port", HttpPort.OF_UP.check(up.bind(), up.port()));
    asked.put("muninn.database.url", up.databaseUrl().orElse(""));
    return new StartPlan(
        up.data(), over(up.data(), asked, ClusterConfig.unresolved()), Standing.ALONE);
  }

  /**
   * One of several nodes.
   *
   * @throws StartException when the file cannot be read
   */
  public static StartPlan of(NodeRequest request) {
    Map<String, Object> asked = new TreeMap<>();
    if (!request.roles().isEmpty()) {
      asked.put("muninn.roles", request.roles().stream().map(NodeRole::word).sorted().toList());
    }
    Config base =
        ClusterConfig.unresolved(
            request.config().map(StartPlan::read).orElse(ConfigFactory.empty()));
    Config settings = over(request.data(), asked, base);
    return new StartPlan(request.data(), withPort(settings), Standing.ONE_OF_SEVERAL);
  }

  private static Config read(Path file) {
    if (!Files.isReadable(file)) {
      throw new StartException(file + ": cannot be read; name the file with --config");
    }
    try {
      return ConfigFactory.parseFile(
          file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    } catch (ConfigException malformed) {
      throw new StartException(file + ": " + malformed.getMessage(), malformed);
    }
  }

  private static Config withPort(Config base) {
    Config settings = base.resolve();
    if (!settings.getStringList("muninn.roles").contains(NodeRole.GATEWAY.word())) {
      return base;
    }
    int port =
        HttpPort.OF_API.check(
            settings.getString("muninn.http.bind"), settings.getInt("muninn.http.port"));
    return base.withValue("muninn.http.port", ConfigValueFactory.fromAnyRef(port));
  }

  private static Config over(DataFolder data, Map<String, Object> asked, Config base) {
    asked.put("muninn.data-dir", data.root().toString());
    // the drain calls the coordinated shutdown itself, and ends the process after the database
    asked.put("akka.coordinated-shutdown.run-by-jvm-shutdown-hook", false);
    asked.put("akka.jvm-shutdown-hooks", false);
    return ConfigFactory.parseMap(asked, "the command line").withFallback(base);
  }

  /** Settings hold passwords: they stay out of logs. */
  @Override
  public String toString() {
    return "StartPlan[data=" + data.root() + ", standing=" + standing + "]";
  }
}
