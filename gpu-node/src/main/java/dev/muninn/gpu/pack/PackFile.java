package dev.muninn.gpu.pack;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of a pack: its path inside the pack, its SHA-256 and its size in bytes.
 *
 * <p>The checksum is empty only in a manifest that has a download source and was not pulled yet; a
 * pack with such a file is not loaded.
 */
public record PackFile(String path, Optional<String> sha256, long bytes) {
  private static final Pattern PATH =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}){0,3}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  public static final long MAX_BYTES = 8L << 30;

  public PackFile {
    requirePath(path);
    Objects.requireNonNull(sha256, "sha256");
    if (sha256.isPresent() && !SHA256.matcher(sha256.get()).matches()) {
      throw new IllegalArgumentException("the sha256 of " + path + " must be 64 hex digits");
    }
    if (bytes < 0 || bytes > MAX_BYTES) {
      throw new IllegalArgumentException(path + " has a size of " + bytes + " bytes");
    }
  }

  /** One of which nothing is known yet. */
  static PackFile unknown(String path) {
    return new PackFile(path, Optional.empty(), 0);
  }

  /** Plain relative paths only: no segment starts with a dot, so none leads out of the pack. */
  static void requirePath(String path) {
    if (path == null || !PATH.matcher(path).matches()) {
      throw new IllegalArgumentException("a file of a pack cannot be called '" + path + "'");
    }
  }
}
