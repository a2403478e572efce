package dev.muninn.http.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a secret token of 256 random bits, in hex: what is kept instead of the token. */
public record TokenHash(String hex) {

  public static TokenHash of(String token) {
    return new TokenHash(HexFormat.of().formatHex(sha256(token.getBytes(StandardCharsets.UTF_8))));
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
