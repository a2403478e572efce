package dev.muninn.cluster.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose certificate counts no more, as this node knows: the file {@code secrets/cluster/revoked},
 * looked at again when it changes. Thread-safe; what it is asked it answers from memory.
 */
public final class Revocations {
  private static final Logger log = LoggerFactory.getLogger(Revocations.class);

  private final TrustFolder folder;
  private final PublicKey authority;
  private volatile Seen seen = new Seen(Optional.empty(), RevokedNodes.NOBODY);

  /** The list, and when its file was written. */
  private record Seen(Optional<FileTime> written, RevokedNodes nodes) {}

  Revocations(TrustFolder folder, PublicKey authority) {
    this.folder = folder;
    this.authority = authority;
  }

  /**
   * Says that the certificates a node has until now count no more. It may be invited again.
   *
   * @throws TrustException when the authority is not on this node, or when it is the one of that
   *     name: nobody could invite it again
   */
  public static void revoke(TrustFolder folder, String name, Instant now) throws IOException {
    CertificateAuthority signer = CertificateAuthority.in(folder);
    if (name.equals(NodeIdentity.nameIn(folder))) {
      throw new TrustException(
          name + " has the cluster's authority and cannot be turned out",
          "begin a new cluster where that is meant: remove DIR/secrets/cluster on all nodes and run"
              + " 'muninn cluster init'");
    }
    Revocations here = new Revocations(folder, signer.certificate().getPublicKey());
    RevokedNodes all = here.nodes().with(name, now.truncatedTo(ChronoUnit.MILLIS));
    Pem.write(folder.revoked(), all.signed(signer));
  }

  /** Why a certificate of our authority counts no more, in words; empty when it does. */
  public Optional<String> refusal(X509Certificate certificate) {
    Instant since = nodes().since().get(NodeIdentity.nameOf(certificate));
    return since == null || CertificateAuthority.issuedAt(certificate).isAfter(since)
        ? Optional.empty()
        : Optional.of("its certificate was revoked at " + since.truncatedTo(ChronoUnit.SECONDS));
  }

  /** The names on the list, each with the time up to which its certificates count no more. */
  public Map<String, Instant> list() {
    return nodes().since();
  }

  /** The list as it is passed on; empty where nobody was ever revoked. */
  public String text() throws IOException {
    return Files.exists(folder.revoked()) ? Files.readString(folder.revoked()) : "";
  }

  /** Takes over a list that another node passed on, where it is signed and newer. */
  public void offer(String text) throws IOException, GeneralSecurityException {
    if (!text.isEmpty() && RevokedNodes.read(text, authority).isNewerThan(nodes())) {
      Pem.write(folder.revoked(), text);
    }
  }

  private RevokedNodes nodes() {
    try {
      if (!Files.exists(folder.revoked())) {
        return RevokedNodes.NOBODY;
      }
      Optional<FileTime> written = Optional.of(Files.getLastModifiedTime(folder.revoked()));
      if (!written.equals(seen.written())) {
        seen = new Seen(written, RevokedNodes.read(Files.readString(folder.revoked()), authority));
      }
    } catch (IOException | GeneralSecurityException e) {
      log.warn("event=revoked-not-read the last list stays good", e);
    }
    return seen.nodes();
  }
}
