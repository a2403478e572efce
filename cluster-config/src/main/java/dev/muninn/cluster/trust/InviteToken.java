package dev.muninn.cluster.trust;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * What {@code muninn cluster invite} prints and {@code muninn cluster join} takes: where the
 * cluster's authority is asked, the fingerprint of its certificate (so that nobody in between can
 * play it), and a secret that is good once.
 *
 * @param host of the internal HTTPS of the node that invites
 */
public record InviteToken(String host, int port, String authority, String id, String secret) {
  private static final String VERSION = "muninn1.";

  public InviteToken {
    new NodeAddress(host);
    new Fingerprint(authority);
    if (port < 1 || port > 65_535 || !id.matches("[0-9a-f]{16}") || secret.isEmpty()) {
      throw new IllegalArgumentException("no token");
    }
  }

  public String text() {
    String fields = String.join("\n", host, String.valueOf(port), authority, id, secret);
    return VERSION
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(fields.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws TrustException when it is none, or of another version
   */
  public static InviteToken parse(String text) {
    try {
      if (!text.startsWith(VERSION)) {
        throw new IllegalArgumentException("another version");
      }
      byte[] bytes = Base64.getUrlDecoder().decode(text.substring(VERSION.length()).strip());
      List<String> fields = List.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
      if (fields.size() != 5) {
        throw new IllegalArgumentException("cut off");
      }
      return new InviteToken(
          fields.get(0),
          Integer.parseInt(fields.get(1)),
          fields.get(2),
          fields.get(3),
          fields.get(4));
    } catch (IllegalArgumentException | TrustException malformed) {
      throw new TrustException(
          "this is no invitation",
          "copy the whole line that 'muninn cluster invite' printed; it begins with " + VERSION,
          malformed);
    }
  }

  /** The secret stays out of logs. */
  @Override
  public String toString() {
    return "InviteToken[id=" + id + "]";
  }
}
