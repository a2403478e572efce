package dev.muninn.cluster.trust;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** The SHA-256 of a certificate's DER encoding: 64 lower-case hex digits. */
record Fingerprint(String hex) {
  Fingerprint {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("no fingerprint of a certificate");
    }
  }

  static Fingerprint of(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new Fingerprint(HexFormat.of().formatHex(digest));
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException("no SHA-256 of a certificate", never);
    }
  }
}
