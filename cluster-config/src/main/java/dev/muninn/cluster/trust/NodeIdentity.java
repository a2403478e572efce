package dev.muninn.cluster.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
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

  private final TrustFolder folder;
  private final NodeKeys keys;
  private final Revocations revocations;
  private final Refusals refusals;
  private final SSLContext context;

  private NodeIdentity(
      TrustFolder folder,
      NodeKeys keys,
      Revocations revocations,
      Refusals refusals,
      SSLContext context) {
    this.folder = folder;
    this.keys = keys;
    this.revocations = revocations;
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
      X509Certificate authority = Pem.chain(folder.authority()).get(0);
      NodeKeys keys = new NodeKeys(folder);
      Revocations revocations = new Revocations(folder, authority.getPublicKey());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {keys},
          new TrustManager[] {new PeerTrust(authority, revocations::refusal, refusals)},
          null);
      return new NodeIdentity(folder, keys, revocations, refusals, context);
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

  /** What the node is called. */
  public String name() {
    return nameOf(keys.certificate());
  }

  /** The addresses and host names that others may reach it at. */
  public List<String> hosts() {
    return hostsOf(keys.certificate());
  }

  /** Until when the certificate is good. */
  public Instant until() {
    return keys.certificate().getNotAfter().toInstant();
  }

  /** Whether less than a third of the certificate's life is left. */
  public boolean isRenewalDue(Instant now) {
    Instant from = keys.certificate().getNotBefore().toInstant();
    return Duration.between(now, until()).multipliedBy(3).compareTo(Duration.between(from, until()))
        < 0;
  }

  /**
   * Takes over a further certificate for the same name and key: every new connection shows it.
   *
   * @param certificates the certificate and the authority's, PEM
   * @throws TrustException when it is another one
   */
  public void renewed(String certificates) throws IOException {
    X509Certificate last = keys.certificate();
    try {
      List<X509Certificate> chain =
          Pem.chain(new ByteArrayInputStream(certificates.getBytes(StandardCharsets.US_ASCII)));
      X509Certificate next = chain.get(0);
      next.verify(Pem.chain(folder.authority()).get(0).getPublicKey());
      if (!next.getPublicKey().equals(last.getPublicKey()) || !nameOf(next).equals(name())) {
        throw new GeneralSecurityException("it is for another node");
      }
      Pem.write(folder.certificate(), chain);
    } catch (GeneralSecurityException | IndexOutOfBoundsException wrong) {
      throw new TrustException(
          "the renewed certificate is none of this node: " + wrong.getMessage(),
          "the old one is good until " + until(),
          wrong);
    }
  }

  /**
   * Renews the certificate with the authority that is on this node.
   *
   * @throws TrustException when it is not
   */
  public void renewHere(Instant now) throws IOException {
    renewed(Pem.text(CertificateAuthority.in(folder).renew(keys.certificate(), now)));
  }

  /** Whose certificates count no more. */
  public Revocations revocations() {
    return revocations;
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

  /** What the node of a folder is called; also where its certificate has run out. */
  static String nameIn(TrustFolder folder) throws IOException {
    try {
      return nameOf(Pem.chain(folder.certificate()).get(0));
    } catch (GeneralSecurityException unreadable) {
      throw new IOException(folder.certificate() + " cannot be read", unreadable);
    }
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
