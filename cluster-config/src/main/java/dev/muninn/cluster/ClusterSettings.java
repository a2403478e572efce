package dev.muninn.cluster;

import com.typesafe.config.Config;
import java.util.List;
import java.util.Objects;

/**
 * This node's place in a cluster (the block {@code muninn.cluster}).
 *
 * @param host the address that other nodes reach it at; its certificate is for it
 * @param bind the address that it listens on
 * @param port of Artery; 0 is any free one
 * @param internalPort of the HTTPS between nodes; 0 is any free one
 * @param contactPoints the core nodes, as they are asked for the cluster
 */
public record ClusterSettings(
    String host, String bind, int port, int internalPort, List<ContactPoint> contactPoints) {
  private static final int MOST = 65_535;

  public ClusterSettings {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(bind, "bind");
    contactPoints = List.copyOf(contactPoints);
    if (port < 0 || port > MOST || internalPort < 0 || internalPort > MOST) {
      throw new IllegalArgumentException("muninn.cluster: ports go from 0 to 65535");
    }
  }

  /** Where a node's internal HTTPS is. */
  public record ContactPoint(String host, int port) {
    public ContactPoint {
      if (host.isBlank() || port < 1 || port > MOST) {
        throw new IllegalArgumentException(
            "muninn.cluster.contact-points: write host:port, not '" + host + ":" + port + "'");
      }
    }

    static ContactPoint parse(String text) {
      int colon = text.lastIndexOf(':');
      if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
        throw new IllegalArgumentException(
            "muninn.cluster.contact-points: write host:port, not '" + text + "'");
      }
      return new ContactPoint(
          text.substring(0, colon).replaceAll("^\\[|\\]$", ""),
          Integer.parseInt(text.substring(colon + 1)));
    }

    /** As it is written in the configuration. */
    public String text() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  public static ClusterSettings from(Config config) {
    Config cluster = config.getConfig("muninn.cluster");
    String host = cluster.getString("host");
    String bind = cluster.getString("bind");
    return new ClusterSettings(
        host,
        bind.isBlank() ? host : bind,
        cluster.getInt("port"),
        cluster.getInt("internal-port"),
        cluster.getStringList("contact-points").stream().map(ContactPoint::parse).toList());
  }

  /** How many contact points must be there for a new cluster to begin: more than half of them. */
  public int majority() {
    return contactPoints.size() / 2 + 1;
  }
}
