package dev.muninn.cluster.trust;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A PKCS #10 request (RFC 2986): a public key, signed with its private one. Nothing in it but the
 * key counts: name and host of a node are the invitation's.
 */
final class CertificateRequest {
  private CertificateRequest() {}

  /** A fresh P-256 key pair, RFC 5480. */
  static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException("this Java has no P-256", never);
    }
  }

  /** The request in base64. */
  static String of(KeyPair keys) {
    try {
      byte[] der =
          new JcaPKCS10CertificationRequestBuilder(
                  new X500Principal("CN=muninn node"), keys.getPublic())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
              .getEncoded();
      return Base64.getEncoder().encodeToString(der);
    } catch (OperatorCreationException | IOException never) {
      throw new IllegalStateException("a key that cannot sign", never);
    }
  }

  /**
   * The key that the request is for.
   *
   * @throws TrustException when it is none, or not signed with the key's other half
   */
  static PublicKey key(String base64) {
    try {
      JcaPKCS10CertificationRequest request =
          new JcaPKCS10CertificationRequest(Base64.getDecoder().decode(base64));
      PublicKey key = request.getPublicKey();
      if (!key.getAlgorithm().equals("EC")
          || !request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw refused(null);
      }
      return key;
    } catch (IOException
        | IllegalArgumentException
        | GeneralSecurityException
        | OperatorCreationException
        | PKCSException e) {
      throw refused(e);
    }
  }

  private static TrustException refused(Throwable cause) {
    return new TrustException(
        "the request for a certificate is not signed with its own EC key",
        "let 'muninn cluster join' make it",
        cause);
  }
}
