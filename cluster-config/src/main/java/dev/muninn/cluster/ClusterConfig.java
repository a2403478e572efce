package dev.muninn.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The configuration of a node's actor system. From strong to weak: what is known only now
 * (database, name, roles), system properties, application.conf, muninn-akka.conf, every
 * reference.conf.
 */
public final class ClusterConfig {
  /** What a member's role that holds its name begins with. */
  public static final String NAME_ROLE = "node:";

  private ClusterConfig() {}

  /** The settings alone, before there is a database: for {@link NodeSettings#from} and its like. */
  public static Config settings() {
    return unresolved().resolve();
  }

  /** As {@link #settings()} with its references still open, to lay something over it. */
  public static Config unresolved() {
    return unresolved(ConfigFactory.empty());
  }

  /** As {@link #unresolved()} with a file's settings between system properties and the defaults. */
  public static Config unresolved(Config file) {
    return ConfigFactory.defaultOverrides()
        .withFallback(file)
        .withFallback(ConfigFactory.defaultApplication())
        .withFallback(ConfigFactory.parseResourcesAnySyntax("muninn-akka"))
        .withFallback(ConfigFactory.defaultReferenceUnresolved());
  }

  /** For a server: ends the JVM once the coordinated shutdown is through. */
  public static Config load(NodeSettings node, JournalDatabase database) {
    return load(node, database, unresolved())
        .withValue(
            "akka.coordinated-shutdown.exit-jvm", ConfigValueFactory.fromAnyRef(Boolean.TRUE))
        .resolve();
  }

  /** As the other one for a node without a journal. */
  public static Config load(NodeSettings node, Config base) {
    return load(node, ConfigFactory::empty, base);
  }

  /**
   * As {@link #load(NodeSettings, JournalDatabase)} on a base of one's own; unresolved, and the JVM
   * lives on.
   */
  public static Config load(NodeSettings node, JournalDatabase database, Config base) {
    Map<String, Object> now = new TreeMap<>();
    now.put("muninn.node-name", node.name());
    now.put("muninn.data-dir", node.data().root().toString());
    now.put("muninn.roles", node.roles().stream().map(NodeRole::word).sorted().toList());
    now.put("akka.cluster.roles", clusterRoles(node));
    if (!node.has(NodeRole.CORE)) {
      // one that saw another go and goes itself looks as if the network were torn in odd ways, and
      // the split brain resolver would end everybody (ADR 16); the core nodes notice soon enough
      now.put("akka.cluster.failure-detector.acceptable-heartbeat-pause", "30s");
    }
    return ConfigFactory.parseMap(now, "this node")
        .withFallback(database.journalConfig())
        .withFallback(base);
  }

  /** The roles, and the name as one more: so it is known of a member that does not answer. */
  private static List<String> clusterRoles(NodeSettings node) {
    return Stream.concat(
            node.roles().stream().map(NodeRole::word).sorted(), Stream.of(NAME_ROLE + node.name()))
        .toList();
  }
}
