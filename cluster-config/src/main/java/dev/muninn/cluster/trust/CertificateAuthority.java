package dev.muninn.cluster.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The cluster's own authority (RFC 5280): an EC key and a certificate that signs nodes and nothing
 * below them. Its certificate holds for 20 years, a node's for one: a node that runs has it renewed
 * when a third of that is left.
 */
public final class CertificateAuthority {
  static final String SIGNATURE = "SHA256withECDSA";
  private static final Duration LIFE = Duration.ofDays(20 * 365L);
  private static final Duration NODE_LIFE = Duration.ofDays(365);

  /** Clocks of nodes may be behind by so much. */
  private static final Duration CLOCK_GRAIN = Duration.ofHours(1);

  private final X509Certificate certificate;
  private final PrivateKey key;

  private CertificateAuthority(X509Certificate certificate, PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * Makes the authority of a new cluster, and the certificate of the node that it is made on.
   *
   * @param name what the node is called
   * @param host the address or host name that other nodes reach it at
   * @throws TrustException when the folder holds a certificate already
   */
  public static void init(TrustFolder folder, String name, String host, Instant now)
      throws IOException {
    if (folder.hasAuthority() || folder.hasIdentity()) {
      throw new TrustException(
          folder.root() + ": this node belongs to a cluster already",
          "remove that folder to leave it");
    }
    NodeAddress address = new NodeAddress(host);
    folder.create();
    KeyPair keys = CertificateRequest.newKeys();
    CertificateAuthority made = new CertificateAuthority(selfSigned(keys, now), keys.getPrivate());
    KeyPair own = CertificateRequest.newKeys();
    X509Certificate certificate = made.issue(own.getPublic(), name, address, now);
    Pem.write(folder.key(), own.getPrivate());
    Pem.write(folder.authority(), List.of(made.certificate));
    Pem.write(folder.certificate(), List.of(certificate, made.certificate));
    // last: what is there when this is there is whole
    Pem.write(folder.authorityKey(), keys.getPrivate());
  }

  /**
   * @throws TrustException when this node has none
   */
  public static CertificateAuthority in(TrustFolder folder) {
    if (!folder.hasAuthority()) {
      throw new TrustException(
          folder.root() + ": the key of the cluster's authority is not on this node",
          "invite from the node that 'muninn cluster init' was run on");
    }
    try {
      return new CertificateAuthority(
          Pem.chain(folder.authority()).get(0), Pem.key(folder.authorityKey()));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new TrustException(
          folder.root() + ": the authority's files cannot be read (" + e.getMessage() + ")",
          "put them back from a backup",
          e);
    }
  }

  X509Certificate certificate() {
    return certificate;
  }

  /** When one of ours was made. */
  static Instant issuedAt(X509Certificate certificate) {
    return certificate.getNotBefore().toInstant().plus(CLOCK_GRAIN);
  }

  /** A further certificate for the same node, address and key, and ours. */
  List<X509Certificate> renew(X509Certificate last, Instant now) {
    NodeAddress address = new NodeAddress(NodeIdentity.hostsOf(last).get(0));
    return List.of(
        issue(last.getPublicKey(), NodeIdentity.nameOf(last), address, now), certificate);
  }

  byte[] sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(SIGNATURE);
      signature.initSign(key);
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException("the authority's key cannot sign", never);
    }
  }

  /** A certificate for a node of that name at that address. */
  X509Certificate issue(PublicKey node, String name, NodeAddress address, Instant now) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
                  certificate, serial(), from(now), until(now, NODE_LIFE), subject(name), node)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(
                  Extension.extendedKeyUsage,
                  false,
                  new ExtendedKeyUsage(
                      new KeyPurposeId[] {
                        KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                      }))
              .addExtension(
                  Extension.subjectAlternativeName,
                  false,
                  new GeneralNames(address.alternativeName()));
      return signed(builder, key);
    } catch (IOException | GeneralSecurityException | OperatorCreationException never) {
      throw new IllegalStateException("no certificate for " + name, never);
    }
  }

  private static X509Certificate selfSigned(KeyPair keys, Instant now) {
    X500Principal subject = new X500Principal("CN=Muninn cluster, SERIALNUMBER=" + serial());
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
                  subject, serial(), from(now), until(now, LIFE), subject, keys.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))
              .addExtension(
                  Extension.subjectKeyIdentifier,
                  false,
                  new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
      return signed(builder, keys.getPrivate());
    } catch (IOException | GeneralSecurityException | OperatorCreationException never) {
      throw new IllegalStateException("no certificate for the authority", never);
    }
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
  }

  private static X500Principal subject(String name) {
    return new X500Principal("CN=" + name);
  }

  private static BigInteger serial() {
    return new BigInteger(127, new SecureRandom());
  }

  private static Date from(Instant now) {
    return Date.from(now.minus(CLOCK_GRAIN));
  }

  private static Date until(Instant now, Duration life) {
    return Date.from(now.plus(life));
  }
}
