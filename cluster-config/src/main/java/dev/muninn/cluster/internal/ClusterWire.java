package dev.muninn.cluster.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** What nodes say to each other on the ways in, as JSON. Unknown fields are passed over. */
final class ClusterWire {
  private ClusterWire() {}

  /** A node with a token asks for its certificate; {@code request} is PKCS #10 in base64. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Join(String id, String secret, String request) {}

  /**
   * @param certificates the node's certificate, then the authority's, PEM
   * @param contactPoints the core nodes, host:port
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Joined(String name, String host, String certificates, List<String> contactPoints) {}

  /**
   * A node says who it is, and the other side the same of itself.
   *
   * @param at its clock, milliseconds since 1970
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Hello(String name, String version, long at) {}
}
