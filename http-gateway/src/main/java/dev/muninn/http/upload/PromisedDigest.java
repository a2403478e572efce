package dev.muninn.http.upload;

import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.media.ContentHash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client says that its bytes hash to: {@code X-Blake3} in hex, {@code Repr-Digest} with
 * sha-256 (RFC 9530). Not thread-safe: it hashes SHA-256 along when that was promised.
 */
final class PromisedDigest {
  private static final Pattern SHA_256 = Pattern.compile("sha-256=:([A-Za-z0-9+/]{43}=):");

  /** Nothing was promised; any thread. */
  static final PromisedDigest NONE = new PromisedDigest(Optional.empty(), Optional.empty());

  private final Optional<ContentHash> blake3;
  private final Optional<byte[]> sha256;
  private final Optional<MessageDigest> running;

  private PromisedDigest(Optional<ContentHash> blake3, Optional<byte[]> sha256) {
    this.blake3 = blake3;
    this.sha256 = sha256;
    this.running = sha256.map(any -> newSha256());
  }

  /** Reads the headers; malformed ones are 400, other algorithms of Repr-Digest are ignored. */
  static PromisedDigest of(ApiRequest request) {
    return new PromisedDigest(
        request.header("X-Blake3").map(PromisedDigest::blake3),
        request.header("Repr-Digest").flatMap(PromisedDigest::sha256));
  }

  private static ContentHash blake3(String hex) {
    try {
      return new ContentHash(hex.strip().toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.BAD_REQUEST, "X-Blake3 has 64 hex digits.");
    }
  }

  private static Optional<byte[]> sha256(String header) {
    if (!header.contains("sha-256=")) {
      return Optional.empty();
    }
    Matcher found = SHA_256.matcher(header);
    if (!found.find()) {
      throw new ProblemException(
          Problem.BAD_REQUEST, "Repr-Digest is sha-256=:BASE64: as in RFC 9530.");
    }
    return Optional.of(Base64.getDecoder().decode(found.group(1)));
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  void update(byte[] bytes) {
    running.ifPresent(digest -> digest.update(bytes));
  }

  /** Fails with 422 when the bytes are others than promised. */
  void check(ContentHash received) {
    boolean good =
        blake3.map(received::equals).orElse(true)
            && sha256.map(p -> Arrays.equals(p, running.orElseThrow().digest())).orElse(true);
    if (!good) {
      throw new ProblemException(
          Problem.DIGEST_MISMATCH, "What arrived has the BLAKE3 " + received + ".");
    }
  }
}
