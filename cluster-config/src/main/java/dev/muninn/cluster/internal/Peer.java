package dev.muninn.cluster.internal;

import dev.muninn.cluster.trust.NodeIdentity;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * The node at the other end, as its certificate names it.
 *
 * @param name of the node
 */
public record Peer(String name) {
  public Peer {
    Objects.requireNonNull(name, "name");
  }

  /** Empty when it showed no certificate; one that was not trusted ended the handshake. */
  static Optional<Peer> of(SSLSession session) {
    try {
      return Optional.of(
          new Peer(NodeIdentity.nameOf((X509Certificate) session.getPeerCertificates()[0])));
    } catch (SSLPeerUnverifiedException none) {
      return Optional.empty();
    }
  }
}
