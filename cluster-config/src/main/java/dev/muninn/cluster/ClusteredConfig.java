package dev.muninn.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.muninn.cluster.ClusterSettings.ContactPoint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Akka is told on a node that is one of several: remoting over mutual TLS, and how the cluster
 * is found (akka-management's bootstrap over the listed contact points, ADR 13).
 */
public final class ClusteredConfig {
  private static final String ENGINES = "dev.muninn.cluster.trust.ClusterSslEngines";
  private static final String CHECKER = "dev.muninn.cluster.trust.MajorVersionChecker";
  private static final String BOOTSTRAP = "akka.management.cluster.bootstrap.";

  private ClusteredConfig() {}

  /**
   * To be laid over everything else.
   *
   * @param settings with the ports that the node takes
   */
  public static Config of(ClusterSettings settings, NodeSettings node, ProgramVersion version) {
    Map<String, Object> now = new TreeMap<>();
    remoting(now, settings);
    bootstrap(now, settings, node);
    now.put("muninn.cluster.major-version", version.major());
    now.put("akka.cluster.app-version", version.text());
    now.put("akka.cluster.configuration-compatibility-check.checkers.muninn-version", CHECKER);
    now.put("muninn.ingest.storage.shared", true);
    now.put("muninn.http.shared-token-secret", true);
    if (!node.has(NodeRole.INGEST)) {
      now.put("muninn.ingest.pipeline.parallelism", 0);
    }
    if (!node.has(NodeRole.CORE) || !isFirst(settings)) {
      // originals are read again by one node, the first of the list
      now.put("muninn.ingest.integrity.scrub", false);
    }
    return ConfigFactory.parseMap(now, "the cluster");
  }

  private static void remoting(Map<String, Object> now, ClusterSettings settings) {
    now.put("akka.remote.artery.transport", "tls-tcp");
    now.put("akka.remote.artery.ssl.ssl-engine-provider", ENGINES);
    now.put("akka.remote.artery.canonical.hostname", settings.host());
    now.put("akka.remote.artery.canonical.port", settings.port());
    now.put("akka.remote.artery.bind.hostname", settings.bind());
  }

  private static void bootstrap(
      Map<String, Object> now, ClusterSettings settings, NodeSettings node) {
    now.put("akka.management.http.hostname", settings.host());
    now.put("akka.management.http.port", settings.internalPort());
    now.put("akka.management.http.routes.health-checks", "");
    now.put("akka.discovery.method", "config");
    now.put(
        "akka.discovery.config.services.muninn.endpoints",
        settings.contactPoints().stream().map(ClusteredConfig::endpoint).toList());
    now.put(BOOTSTRAP + "new-cluster-enabled", node.has(NodeRole.CORE));
    String discovery = BOOTSTRAP + "contact-point-discovery.";
    now.put(discovery + "service-name", "muninn");
    now.put(discovery + "discovery-method", "config");
    now.put(discovery + "stable-margin", "2s");
    now.put(discovery + "required-contact-point-nr", settings.majority());
    // one of three may be away when the others begin
    now.put(discovery + "contact-with-all-contact-points", false);
    now.put(BOOTSTRAP + "contact-point.filter-on-fallback-port", false);
  }

  private static Map<String, Object> endpoint(ContactPoint one) {
    return Map.of("host", one.host(), "port", one.port());
  }

  private static boolean isFirst(ClusterSettings settings) {
    List<ContactPoint> all = settings.contactPoints();
    return !all.isEmpty()
        && all.get(0).equals(new ContactPoint(settings.host(), settings.internalPort()));
  }
}
