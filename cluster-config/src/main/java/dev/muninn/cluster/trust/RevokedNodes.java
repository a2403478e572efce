package dev.muninn.cluster.trust;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The nodes whose certificates count no more, each with when that was said: what was issued to that
 * name before. As text it is signed by the cluster's authority, so that any node may pass it on.
 *
 * @param since by the name of the node
 */
record RevokedNodes(SortedMap<String, Instant> since) {
  static final RevokedNodes NOBODY = new RevokedNodes(new TreeMap<>());
  private static final String FIRST_LINE = "muninn revoked nodes 1";

  RevokedNodes {
    since = Collections.unmodifiableSortedMap(new TreeMap<>(since));
  }

  RevokedNodes with(String name, Instant at) {
    SortedMap<String, Instant> more = new TreeMap<>(since);
    more.put(name, at);
    return new RevokedNodes(more);
  }

  /** Later than the other list: the authority adds to it, and each time later than before. */
  boolean isNewerThan(RevokedNodes other) {
    return latest().isAfter(other.latest());
  }

  private Instant latest() {
    return since.values().stream().max(Instant::compareTo).orElse(Instant.MIN);
  }

  /** Lines of name and time, then the signature of all before it. */
  String signed(CertificateAuthority authority) {
    String body = body();
    byte[] signature = authority.sign(body.getBytes(StandardCharsets.UTF_8));
    return body + Base64.getEncoder().encodeToString(signature) + "\n";
  }

  private String body() {
    StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
    since.forEach((name, at) -> text.append(name).append(' ').append(at).append('\n'));
    return text.toString();
  }

  /**
   * Reads what {@link #signed} wrote.
   *
   * @throws GeneralSecurityException when the authority did not sign it
   */
  static RevokedNodes read(String text, PublicKey authority) throws GeneralSecurityException {
    int last = text.lastIndexOf('\n', text.length() - 2);
    if (!text.startsWith(FIRST_LINE + "\n") || last < 0) {
      throw new GeneralSecurityException("it is no list of revoked nodes");
    }
    String body = text.substring(0, last + 1);
    try {
      Signature check = Signature.getInstance(CertificateAuthority.SIGNATURE);
      check.initVerify(authority);
      check.update(body.getBytes(StandardCharsets.UTF_8));
      if (!check.verify(Base64.getDecoder().decode(text.substring(last + 1).strip()))) {
        throw new GeneralSecurityException(
            "the list of revoked nodes is not signed by our authority");
      }
      return parsed(body);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new GeneralSecurityException("the list of revoked nodes cannot be read", e);
    }
  }

  private static RevokedNodes parsed(String body) {
    RevokedNodes all = NOBODY;
    for (String line : body.substring(FIRST_LINE.length() + 1).lines().toList()) {
      int blank = line.indexOf(' ');
      all =
          all.with(line.substring(0, Math.max(0, blank)), Instant.parse(line.substring(blank + 1)));
    }
    return all;
  }
}
