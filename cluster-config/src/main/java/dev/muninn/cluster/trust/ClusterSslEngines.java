package dev.muninn.cluster.trust;

import akka.actor.ActorSystem;
import akka.remote.artery.tcp.SSLEngineProvider;
import com.typesafe.config.Config;
import dev.muninn.cluster.DataFolder;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import scala.Option;

/**
 * TLS of the cluster's own remoting (Artery, {@code tls-tcp}): mutual, and with the host name
 * verified by the side that connects. Named in the configuration, made by Akka.
 */
public final class ClusterSslEngines implements SSLEngineProvider {
  private final NodeIdentity identity;

  /** Reads the certificate of the node's data folder. */
  public ClusterSslEngines(ActorSystem system) {
    this(system.settings().config());
  }

  ClusterSslEngines(Config config) {
    this.identity =
        NodeIdentity.in(
            TrustFolder.of(new DataFolder(Path.of(config.getString("muninn.data-dir")))),
            Refusals.ofThisNode());
  }

  @Override
  public SSLEngine createServerSSLEngine(String hostname, int port) {
    return identity.server(NodeIdentity.PeerCertificate.REQUIRED);
  }

  @Override
  public SSLEngine createClientSSLEngine(String hostname, int port) {
    return identity.client(hostname, port);
  }

  /** The engine verified certificate and host name; one that is resumed verifies nothing anew. */
  @Override
  public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
    return revoked(hostname, session);
  }

  @Override
  public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
    return revoked(hostname, session);
  }

  private Option<Throwable> revoked(String hostname, SSLSession session) {
    try {
      Optional<String> words =
          identity.revocations().refusal((X509Certificate) session.getPeerCertificates()[0]);
      if (words.isEmpty()) {
        return Option.empty();
      }
      identity.refusals().add(hostname, words.get());
      return Option.apply(new SSLException(words.get()));
    } catch (SSLPeerUnverifiedException none) {
      return Option.apply(none);
    }
  }
}
