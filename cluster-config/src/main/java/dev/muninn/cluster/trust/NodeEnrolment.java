package dev.muninn.cluster.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** A node on its way to a certificate: its key is made here and never leaves. */
public final class NodeEnrolment {
  private final TrustFolder folder;
  private final KeyPair keys = CertificateRequest.newKeys();

  private NodeEnrolment(TrustFolder folder) {
    this.folder = folder;
  }

  /**
   * @throws TrustException when the node belongs to a cluster already
   */
  public static NodeEnrolment begin(TrustFolder folder) {
    if (folder.hasIdentity()) {
      throw new TrustException(
          folder.root() + ": this node belongs to a cluster already",
          "remove that folder to leave it");
    }
    return new NodeEnrolment(folder);
  }

  /** TLS that talks to nobody but a node certified by the authority that the token names. */
  public static SSLContext pinned(InviteToken token) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(
          null, new TrustManager[] {new PinnedTrust(new Fingerprint(token.authority()))}, null);
      return context;
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException("this Java has no TLS 1.3", never);
    }
  }

  /** PKCS #10 in base64. */
  public String request() {
    return CertificateRequest.of(keys);
  }

  /**
   * Stores what was answered.
   *
   * @throws TrustException when it is no certificate of our key
   */
  public void complete(String certificates) throws IOException {
    try {
      List<X509Certificate> chain =
          Pem.chain(new ByteArrayInputStream(certificates.getBytes(StandardCharsets.US_ASCII)));
      if (chain.size() != 2 || !chain.get(0).getPublicKey().equals(keys.getPublic())) {
        throw new GeneralSecurityException("it is not for our key");
      }
      chain.get(0).verify(chain.get(1).getPublicKey());
      folder.create();
      Pem.write(folder.authority(), List.of(chain.get(1)));
      Pem.write(folder.key(), keys.getPrivate());
      Pem.write(folder.certificate(), chain);
    } catch (GeneralSecurityException wrong) {
      throw new TrustException(
          "the certificate that came is none of this node: " + wrong.getMessage(),
          "update both nodes to the same version and ask for a new token",
          wrong);
    }
  }
}
