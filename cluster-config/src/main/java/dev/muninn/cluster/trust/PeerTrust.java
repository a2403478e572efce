package dev.muninn.cluster.trust;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the cluster's authority alone (PKIX, RFC 5280, and the checks of the endpoint that an
 * engine asks for), and says in words whom it does not trust.
 */
final class PeerTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager pkix;
  private final Function<X509Certificate, Optional<String>> revoked;
  private final Refusals refusals;

  /**
   * @param revoked why a certificate of the authority counts no more, in words
   */
  PeerTrust(
      X509Certificate authority,
      Function<X509Certificate, Optional<String>> revoked,
      Refusals refusals) {
    this.revoked = revoked;
    this.pkix = trusting(authority);
    this.refusals = refusals;
  }

  private static X509ExtendedTrustManager trusting(X509Certificate authority) {
    try {
      KeyStore anchors = KeyStore.getInstance("PKCS12");
      anchors.load(null, null);
      anchors.setCertificateEntry("authority", authority);
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(anchors);
      return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | java.io.IOException never) {
      throw new IllegalStateException("this Java has no PKIX", never);
    }
  }

  private interface Check {
    void run() throws CertificateException;
  }

  private void checked(X509Certificate[] chain, String where, Check check)
      throws CertificateException {
    try {
      check.run();
    } catch (CertificateException | IllegalArgumentException e) {
      refusals.add(who(chain) + where, "its certificate is not of this cluster: " + e.getMessage());
      throw e;
    }
  }

  private void notRevoked(X509Certificate[] chain, String where) throws CertificateException {
    Optional<String> words = revoked.apply(chain[0]);
    if (words.isPresent()) {
      refusals.add(who(chain) + where, words.get());
      throw new CertificateException(words.get());
    }
  }

  private static String who(X509Certificate[] chain) {
    return chain == null || chain.length == 0
        ? "nobody"
        : NodeIdentity.nameOf(chain[0]) + " of " + Arrays.toString(hosts(chain[0]));
  }

  private static Object[] hosts(X509Certificate certificate) {
    return NodeIdentity.hostsOf(certificate).toArray();
  }

  private static String at(SSLEngine engine) {
    return Optional.ofNullable(engine.getPeerHost()).map(host -> " at " + host).orElse("");
  }

  private static String at(Socket socket) {
    return Optional.ofNullable(socket.getRemoteSocketAddress())
        .map(address -> " at " + address)
        .orElse("");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checked(chain, at(engine), () -> pkix.checkClientTrusted(chain, type, engine));
    if (engine.getNeedClientAuth()) {
      // a server that wants no more than a certificate says it in words, after the handshake
      notRevoked(chain, at(engine));
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checked(chain, at(engine), () -> pkix.checkServerTrusted(chain, type, engine));
    notRevoked(chain, at(engine));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checked(chain, at(socket), () -> pkix.checkClientTrusted(chain, type, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checked(chain, at(socket), () -> pkix.checkServerTrusted(chain, type, socket));
    notRevoked(chain, at(socket));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    checked(chain, "", () -> pkix.checkClientTrusted(chain, type));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    checked(chain, "", () -> pkix.checkServerTrusted(chain, type));
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return pkix.getAcceptedIssuers();
  }
}
