package dev.muninn.gpu.worker;

import dev.muninn.embedding.WorkerFacts.Card;
import dev.muninn.gpu.runtime.NvidiaSmi;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the graphics cards of this machine say, at most some seconds old. Where the tool is slow it
 * is what it said up to a minute before, and without it the names and sizes alone. Thread-safe.
 */
final class Cards {
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Duration STALE = Duration.ofMinutes(1);
  private static final int PATIENCE_MS = 800;
  private static final Logger LOG = LoggerFactory.getLogger(Cards.class);

  private final Supplier<List<Card>> source;
  private final Executor blocking;
  private final InstantSource clock;
  private CompletableFuture<List<Card>> latest = CompletableFuture.completedFuture(List.of());
  private List<Card> last = List.of();
  private Instant asked = Instant.MIN;
  private Instant told = Instant.MIN;

  /**
   * @param source blocks for some seconds at most
   */
  Cards(Supplier<List<Card>> source, Executor blocking, InstantSource clock) {
    this.source = source;
    this.blocking = blocking;
    this.clock = clock;
  }

  /** Those that NVIDIA's tool names. */
  static Cards ofMachine(Executor blocking) {
    NvidiaSmi tool = new NvidiaSmi();
    return new Cards(
        () ->
            tool.cards().stream()
                .map(
                    card ->
                        new Card(
                            card.name(),
                            card.memoryUsedMiB(),
                            card.memoryTotalMiB(),
                            card.celsius()))
                .toList(),
        blocking,
        InstantSource.system());
  }

  /** Completes within a second: with what was known before where the tool takes longer. */
  synchronized CompletionStage<List<Card>> now() {
    if (latest.isDone() && asked.plus(FRESH).isBefore(clock.instant())) {
      asked = clock.instant();
      latest = begun().thenApply(this::keep).exceptionally(Cards::none);
    }
    return latest.copy().completeOnTimeout(before(), PATIENCE_MS, TimeUnit.MILLISECONDS);
  }

  private CompletableFuture<List<Card>> begun() {
    try {
      return CompletableFuture.supplyAsync(source, blocking);
    } catch (RejectedExecutionException stops) {
      return CompletableFuture.failedFuture(stops);
    }
  }

  private static List<Card> none(Throwable trouble) {
    LOG.debug("event=cards-not-known cause='{}'", trouble.toString());
    return List.of();
  }

  /** What was said last; what changes is left out when that was too long ago. */
  private List<Card> before() {
    return told.plus(STALE).isAfter(clock.instant())
        ? last
        : last.stream()
            .map(
                card ->
                    new Card(
                        card.name(),
                        OptionalInt.empty(),
                        card.memoryTotalMiB(),
                        OptionalInt.empty()))
            .toList();
  }

  private synchronized List<Card> keep(List<Card> found) {
    last = found;
    told = clock.instant();
    return found;
  }
}
