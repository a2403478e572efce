package dev.muninn.http.auth;

import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) with 19 MiB, two passes, one lane: the OWASP minimum, a few dozen
 * milliseconds on a home server. At most two run at once and 64 wait, so a storm of logins costs 38
 * MiB and no more; further ones are 503. Hashes are PHC strings.
 */
public final class Passwords implements AutoCloseable {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int AT_ONCE = 2;
  private static final int WAITING = 64;
  private static final String PREFIX = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=1$";
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          AT_ONCE, AT_ONCE, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING));
  private final String nobody = hashed("nobody knows this", new byte[SALT_BYTES]);

  public Passwords() {
    threads.allowCoreThreadTimeOut(true);
  }

  /** The PHC string of a new password. */
  public CompletionStage<String> hash(String password) {
    return queued(() -> hashed(password, RandomTokens.bytes(SALT_BYTES)));
  }

  /** Whether the password is the one that was hashed. */
  public CompletionStage<Boolean> matches(String password, String phc) {
    return queued(() -> verified(password, phc));
  }

  /** Takes as long as {@link #matches} and is always false: for accounts that do not exist. */
  public CompletionStage<Boolean> matchesNobody(String password) {
    return queued(() -> verified(password, nobody)).thenApply(whatever -> false);
  }

  private <T> CompletionStage<T> queued(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, threads);
    } catch (RejectedExecutionException e) {
      throw new ProblemException(Problem.UNAVAILABLE, "Too many people sign in at once.");
    }
  }

  private static boolean verified(String password, String phc) {
    if (!phc.startsWith(PREFIX)) {
      throw new IllegalStateException("a password hash of unknown parameters");
    }
    byte[] salt = Base64.getDecoder().decode(phc.substring(PREFIX.length(), phc.lastIndexOf('$')));
    return MessageDigest.isEqual(
        hashed(password, salt).getBytes(StandardCharsets.US_ASCII),
        phc.getBytes(StandardCharsets.US_ASCII));
  }

  private static String hashed(String password, byte[] salt) {
    Argon2BytesGenerator argon = new Argon2BytesGenerator();
    argon.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(PASSES)
            .withParallelism(1)
            .withSalt(salt)
            .build());
    byte[] out = new byte[HASH_BYTES];
    argon.generateBytes(password.getBytes(StandardCharsets.UTF_8), out);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return PREFIX + base64.encodeToString(salt) + '$' + base64.encodeToString(out);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
