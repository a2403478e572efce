package dev.muninn.gpu.pack;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of streams. */
final class Sha256 {
  private static final int BUFFER = 1 << 16;

  private Sha256() {}

  /** The digest in hex, and how many bytes there were. */
  record Sum(String hex, long bytes) {}

  /** Reads to the end, or a little past {@code most} bytes: then the size tells. */
  static Sum of(InputStream in, long most) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER];
    long bytes = 0;
    int n;
    while (bytes <= most && (n = in.read(buffer)) >= 0) {
      digest.update(buffer, 0, n);
      bytes += n;
    }
    return new Sum(HexFormat.of().formatHex(digest.digest()), bytes);
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
