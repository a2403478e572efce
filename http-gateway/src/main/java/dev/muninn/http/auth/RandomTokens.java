package dev.muninn.http.auth;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that cannot be guessed. Thread-safe. */
public final class RandomTokens {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomTokens() {}

  /** {@code bytes} random bytes in base64url without padding. */
  public static String next(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
  }

  static byte[] bytes(int count) {
    byte[] out = new byte[count];
    RANDOM.nextBytes(out);
    return out;
  }
}
