package dev.muninn.http.route;

import akka.http.javadsl.model.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What an Idempotency-Key stands for: SHA-256 over method, path with query, and body. */
public final class Payload {
  private Payload() {}

  static String hash(HttpRequest http, byte[] body) {
    return hash(http.method().value() + ' ' + http.getUri().toRelative(), body);
  }

  /** The same for a payload that is known by a name and some bytes. */
  public static String hash(String what, byte[] body) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update((what + '\n').getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha256.digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
