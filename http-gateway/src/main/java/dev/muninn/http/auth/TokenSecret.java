package dev.muninn.http.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The key of HS256: 32 random bytes, made at the first start, in {@code secrets/jwt-secret} (0600,
 * base64url). A weak or open one stops the start (SEC-18).
 */
public final class TokenSecret {
  private static final int BYTES = 32;
  private static final int MIN_DISTINCT = 16;
  private final byte[] key;

  TokenSecret(byte[] key) {
    if (key.length < BYTES || distinct(key) < MIN_DISTINCT) {
      throw new IllegalStateException(
          "The token secret is weak: it needs "
              + BYTES
              + " random bytes. Delete secrets/jwt-secret in the data folder (of several nodes: the row of"
              + " ops.token_secret); the next start makes"
              + " a good one (everybody signs in again).");
    }
    this.key = key.clone();
  }

  private static long distinct(byte[] key) {
    return java.util.stream.IntStream.range(0, key.length).map(i -> key[i]).distinct().count();
  }

  /** A fresh one that no file keeps. */
  public static TokenSecret random() {
    return new TokenSecret(RandomTokens.bytes(BYTES));
  }

  /** Reads the secret of a data folder, or makes it. */
  public static TokenSecret in(Path dataDir) throws IOException {
    Path file = fileIn(dataDir);
    if (!Files.exists(file)) {
      PrivateFiles.write(file, RandomTokens.next(BYTES) + "\n");
    }
    if (!PrivateFiles.ownerOnly(file)) {
      throw new IllegalStateException(
          "Others may read secrets/jwt-secret in the data folder: chmod 600 it, or delete it.");
    }
    return new TokenSecret(decoded(Files.readString(file).strip()));
  }

  static Path fileIn(Path dataDir) {
    return dataDir.resolve("secrets").resolve("jwt-secret");
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  byte[] bytes() {
    return key.clone();
  }

  /** Names the key in token headers; says nothing about it. */
  String keyId() {
    return HexFormat.of().formatHex(TokenHash.sha256(key), 0, 4);
  }
}
