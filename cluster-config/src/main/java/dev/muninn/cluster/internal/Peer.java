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
 * @param certificate that it showed
 */
public record Peer(String name, Optional<X509Certificate> certificate) {
  public Peer {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(certificate, "certificate");
  }

  /** A node by its name alone. */
  public Peer(String name) {
    this(name, Optional.empty());
  }

  /** Empty when it showed no certificate; one that was not trusted ended the handshake. */
  static Optional<Peer> of(SSLSession session) {
    try {
      X509Certificate shown = (X509Certificate) session.getPeerCertificates()[0];
      return Optional.of(new Peer(NodeIdentity.nameOf(shown), Optional.of(shown)));
    } catch (SSLPeerUnverifiedException none) {
      return Optional.empty();
    }
  }
}
