package dev.muninn.http.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The one-time code that makes the first admin (SEC-30): made when there is none, kept in {@code
 * setup-code} of the data folder (0600, with a newline) so that a restart shows the same, deleted
 * with the first admin. Thread-safe.
 */
public final class SetupCode {
  private static final int BYTES = 16;
  private final Path file;
  private volatile Optional<String> code;

  private SetupCode(Path file, Optional<String> code) {
    this.file = file;
    this.code = code;
  }

  /** Reads or makes the code, or removes it when the window is shut. */
  public static SetupCode in(Path dataDir, boolean setupDone) throws IOException {
    Path file = dataDir.resolve("setup-code");
    if (setupDone) {
      Files.deleteIfExists(file);
      return new SetupCode(file, Optional.empty());
    }
    Optional<String> kept = Files.exists(file) ? read(file) : Optional.empty();
    String code = kept.orElseGet(() -> RandomTokens.next(BYTES));
    if (kept.isEmpty()) {
      PrivateFiles.write(file, code + "\n");
    }
    return new SetupCode(file, Optional.of(code));
  }

  private static Optional<String> read(Path file) throws IOException {
    String text = Files.readString(file).strip();
    boolean good = text.matches("[A-Za-z0-9_-]{22}") && PrivateFiles.ownerOnly(file);
    return good ? Optional.of(text) : Optional.empty();
  }

  /** The code to print on the host; empty once there is an admin. */
  public Optional<String> current() {
    return code;
  }

  /** In constant time. */
  boolean matches(String given) {
    byte[] expected = code.orElse("").getBytes(StandardCharsets.UTF_8);
    return expected.length > 0
        && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
  }

  /** Shuts the window of this process and removes the file. Blocking. */
  void close() throws IOException {
    code = Optional.empty();
    Files.deleteIfExists(file);
  }
}
