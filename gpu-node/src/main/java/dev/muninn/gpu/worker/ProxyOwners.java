package dev.muninn.gpu.worker;

import dev.muninn.blob.DerivedHttp;
import dev.muninn.hash.Blake3;
import dev.muninn.media.DerivedKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that give proxies over HTTP ({@link DerivedHttp}), asked one after the other. Who did
 * not answer (refused, too late, its store is away, an error of its own, other bytes than it said)
 * is passed over for a minute while others answer. Thread-safe; nothing blocks the caller.
 */
final class ProxyOwners {
  /** How long who did not answer is asked after the others, and only where none of them does. */
  static final Duration PASSED_OVER = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(ProxyOwners.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_WORDS = 200;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final HttpClient client;
  private final List<URI> owners;
  private final InstantSource clock;
  private final Executor blocking;
  private final Map<URI, Instant> silentUntil = new ConcurrentHashMap<>();

  /**
   * @param owners {@code https://host:port} in the order in which they are asked
   * @param blocking where hashes are computed
   */
  ProxyOwners(HttpClient client, List<URI> owners, InstantSource clock, Executor blocking) {
    this.client = client;
    this.owners = List.copyOf(owners);
    this.clock = clock;
    this.blocking = blocking;
  }

  /**
   * What a proxy holds; empty where nobody who answers has it: all owners see one set of folders.
   *
   * @return fails where nobody answers: that says nothing of the proxy
   */
  CompletableFuture<Optional<byte[]>> bytes(DerivedKey key) {
    Deque<URI> awake = new ArrayDeque<>();
    Deque<URI> silent = new ArrayDeque<>();
    owners.forEach(owner -> (isSilent(owner) ? silent : awake).add(owner));
    IOException nobody = new IOException("no node is known that has proxies");
    return first(key, awake, CompletableFuture.failedFuture(nobody))
        .handle(
            (found, trouble) ->
                trouble == null
                    ? CompletableFuture.completedFuture(found)
                    : first(key, silent, CompletableFuture.<Optional<byte[]>>failedFuture(trouble)))
        .thenCompose(answer -> answer);
  }

  private boolean isSilent(URI owner) {
    return silentUntil.getOrDefault(owner, Instant.MIN).isAfter(clock.instant());
  }

  /**
   * Asks until one has it.
   *
   * @param before what those said who were asked before
   */
  private CompletableFuture<Optional<byte[]>> first(
      DerivedKey key, Deque<URI> turn, CompletableFuture<Optional<byte[]>> before) {
    if (turn.isEmpty()) {
      return before;
    }
    CompletableFuture<Optional<byte[]>> asked = ask(turn.remove(), key);
    return asked
        .handle(
            (found, trouble) -> {
              if (trouble == null && found.isPresent()) {
                return asked;
              }
              // that one does not have it weighs more than that another did not answer
              return first(key, turn, trouble == null ? asked : orElse(before, asked));
            })
        .thenCompose(answer -> answer);
  }

  private static CompletableFuture<Optional<byte[]>> orElse(
      CompletableFuture<Optional<byte[]>> one, CompletableFuture<Optional<byte[]>> other) {
    return one.isCompletedExceptionally() ? other : one;
  }

  private CompletableFuture<Optional<byte[]>> ask(URI owner, DerivedKey key) {
    HttpRequest request =
        HttpRequest.newBuilder(owner.resolve("/" + DerivedHttp.PREFIX + "/" + key.value()))
            .timeout(PATIENCE)
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .thenApplyAsync(ProxyOwners::checked, blocking)
        .whenComplete((found, trouble) -> note(owner, Optional.ofNullable(trouble)));
  }

  private void note(URI owner, Optional<Throwable> trouble) {
    if (trouble.isEmpty()) {
      silentUntil.remove(owner);
    } else if (silentUntil.put(owner, clock.instant().plus(PASSED_OVER)) == null) {
      LOG.warn("event=proxy-owner-silent owner={} cause='{}'", owner, trouble.get().toString());
    }
  }

  private static Optional<byte[]> checked(HttpResponse<byte[]> answer) {
    if (answer.statusCode() == NOT_FOUND) {
      return Optional.empty();
    }
    if (answer.statusCode() != OK) {
      throw failed(answer.uri() + " answered " + answer.statusCode() + words(answer.body()));
    }
    String arrived = HexFormat.of().formatHex(Blake3.hash(answer.body()));
    if (!answer.headers().firstValue(DerivedHttp.HASH_HEADER).equals(Optional.of(arrived))) {
      throw failed(answer.uri() + " did not arrive as it was sent");
    }
    return Optional.of(answer.body());
  }

  /** What a node says to it, for the log. */
  private static String words(byte[] body) {
    String text = new String(body, 0, Math.min(body.length, MOST_WORDS), StandardCharsets.UTF_8);
    return text.isBlank() ? "" : ": " + text.replaceAll("\\p{Cntrl}", " ");
  }

  private static UncheckedIOException failed(String words) {
    return new UncheckedIOException(new IOException(words));
  }
}
