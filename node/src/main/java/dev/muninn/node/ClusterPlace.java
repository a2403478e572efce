package dev.muninn.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.muninn.cluster.ClusterSettings;
import dev.muninn.cluster.ClusteredConfig;
import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.NodeSettings;
import dev.muninn.cluster.ProgramVersion;
import dev.muninn.cluster.trust.NodeIdentity;
import dev.muninn.cluster.trust.Refusals;
import dev.muninn.cluster.trust.TrustFolder;
import java.util.List;
import java.util.Map;

/**
 * The place of a node that is one of several: who it is, where it is reached, which version it is.
 *
 * @param settings with the port of the internal HTTPS chosen
 */
record ClusterPlace(ClusterSettings settings, NodeIdentity identity, ProgramVersion version) {

  /**
   * Checks that certificate and settings fit together.
   *
   * @throws dev.muninn.cluster.trust.TrustException when the node has no certificate
   * @throws StartException when the settings are for another address than the certificate
   */
  static ClusterPlace of(Config config, DataFolder data) {
    NodeIdentity identity = NodeIdentity.in(TrustFolder.of(data), Refusals.ofThisNode());
    ClusterSettings wanted = ClusterSettings.from(config);
    if (!identity.hosts().contains(wanted.host())) {
      throw new StartException(
          "muninn.cluster.host is "
              + wanted.host()
              + ", but this node's certificate is for "
              + String.join(", ", identity.hosts())
              + "; set it to that, or ask for a token with 'muninn cluster invite NAME --host "
              + wanted.host()
              + "'");
    }
    if (wanted.contactPoints().isEmpty()) {
      throw new StartException(
          "muninn.cluster.contact-points is empty: name the core nodes as host:internal-port");
    }
    ClusterSettings settings =
        new ClusterSettings(
            wanted.host(),
            wanted.bind(),
            wanted.port(),
            HttpPort.OF_NODES.check(wanted.bind(), wanted.internalPort()),
            wanted.contactPoints());
    return new ClusterPlace(settings, identity, version(config));
  }

  /** The program's own, unless a test plays another one. */
  private static ProgramVersion version(Config config) {
    return config.hasPath("muninn.cluster.version")
        ? new ProgramVersion(config.getString("muninn.cluster.version"))
        : ProgramVersion.current();
  }

  /** The node's name is the one of its certificate. */
  Config named(Config base) {
    return ConfigFactory.parseMap(Map.of("muninn.node-name", identity.name()), "its certificate")
        .withFallback(base);
  }

  Config over(Config base, NodeSettings node) {
    return ClusteredConfig.of(settings, node, version).withFallback(base);
  }

  /** The core nodes as a node that joins is told them. */
  List<String> contactPoints() {
    return settings.contactPoints().stream().map(ClusterSettings.ContactPoint::text).toList();
  }
}
