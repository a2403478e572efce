package dev.muninn.cluster.trust;

import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/**
 * The certificate of this node and TLS made of it: version 1.3 only, both sides show a certificate
 * of the cluster's authority, and who connects compares the address with it. Thread-safe.
 */
public final class NodeIdentity {
  private static final String[] PROTOCOLS = {"TLSv1.3"};
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final X509Certificate certificate;
  private final Refusals refusals;
  private final SSLContext context;

  private NodeIdentity(X509Certificate certificate, Refusals refusals, SSLContext context) {
    this.certificate = certificate;
    this.refusals = refusals;
    this.context = context;
  }

  /**
   * @throws TrustException when the node has no certificate, or files that do not fit together
   */
  public static NodeIdentity in(TrustFolder folder, Refusals refusals) {
    if (!folder.hasIdentity()) {
      throw new TrustException(
          folder.root() + ": this node has no certificate of a cluster",
          "run 'muninn cluster join TOKEN' (the token comes from 'muninn cluster invite NAME' on the"
              + " first node), or 'muninn cluster init' to begin a cluster");
    }
    try {
      List<X509Certificate> chain = Pem.chain(folder.certificate());
      X509Certificate authority = Pem.chain(folder.authority()).get(0);
      chain.get(0).verify(authority.getPublicKey());
      chain.get(0).checkValidity();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          keys(Pem.key(folder.key()), chain),
          new TrustManager[] {new PeerTrust(authority, refusals)},
          null);
      return new NodeIdentity(chain.get(0), refusals, context);
    } catch (IOException
        | GeneralSecurityException
        | IllegalArgumentException
        | IndexOutOfBoundsException e) {
      throw new TrustException(
          folder.root() + ": this node's certificate cannot be used (" + e.getMessage() + ")",
          "remove that folder and run 'muninn cluster join TOKEN'",
          e);
    }
  }

  private static KeyManager[] keys(PrivateKey key, List<X509Certificate> chain)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("node", key, new char[0], chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  /** What the node is called. */
  public String name() {
    return nameOf(certificate);
  }

  /** The addresses and host names that others may reach it at. */
  public List<String> hosts() {
    return hostsOf(certificate);
  }

  /** Who was turned away. */
  public Refusals refusals() {
    return refusals;
  }

  /** An engine that shows our certificate; a peer must show its own where {@code required}. */
  public SSLEngine server(PeerCertificate wanted) {
    SSLEngine engine = context.createSSLEngine();
    SSLParameters parameters = parameters();
    if (wanted == PeerCertificate.REQUIRED) {
      parameters.setNeedClientAuth(true);
    } else {
      parameters.setWantClientAuth(true);
    }
    engine.setUseClientMode(false);
    engine.setSSLParameters(parameters);
    return new WatchedEngine(engine, this::noHandshake);
  }

  private void noHandshake(SSLException failure) {
    String words = WatchedEngine.words(failure);
    if (!words.isEmpty()) {
      refusals.add("unknown", words);
    }
  }

  /**
   * Whether a server talks with somebody who shows no certificate. A foreign one never is let in.
   */
  public enum PeerCertificate {
    REQUIRED,
    WANTED
  }

  /** An engine for a connection to a node of this cluster at that address. */
  public SSLEngine client(String host, int port) {
    SSLEngine engine = context.createSSLEngine(host, port);
    SSLParameters parameters = parameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    engine.setUseClientMode(true);
    engine.setSSLParameters(parameters);
    return engine;
  }

  /** A client for the internal HTTPS of the cluster's other nodes. Connecting takes 5 s at most. */
  public HttpClient httpClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT)
        .sslContext(context)
        .sslParameters(parameters())
        .build();
  }

  private static SSLParameters parameters() {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(PROTOCOLS);
    return parameters;
  }

  /** The common name of a certificate's subject. */
  public static String nameOf(X509Certificate certificate) {
    try {
      return IETFUtils.valueToString(
          new JcaX509CertificateHolder(certificate)
              .getSubject()
              .getRDNs(BCStyle.CN)[0]
              .getFirst()
              .getValue());
    } catch (GeneralSecurityException | IndexOutOfBoundsException none) {
      return "?";
    }
  }

  static List<String> hostsOf(X509Certificate certificate) {
    try {
      return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
          .flatMap(Collection::stream)
          .map(name -> String.valueOf(name.get(1)))
          .toList();
    } catch (CertificateParsingException none) {
      return List.of();
    }
  }
}
