package dev.muninn.gpu.worker;

import dev.muninn.embedding.WorkerFacts.Card;
import dev.muninn.gpu.runtime.NvidiaSmi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What the graphics cards of this machine say, at most some seconds old. Thread-safe. */
final class Cards {
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final int PATIENCE_MS = 800;

  private final Supplier<List<Card>> source;
  private final Executor blocking;
  private final Clock clock;
  private CompletableFuture<List<Card>> latest = CompletableFuture.completedFuture(List.of());
  private List<Card> last = List.of();
  private Instant asked = Instant.MIN;

  /**
   * @param source blocks for some seconds at most
   */
  Cards(Supplier<List<Card>> source, Executor blocking, Clock clock) {
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
        Clock.systemUTC());
  }

  /** Completes within a second: with what was known before where the tool takes longer. */
  synchronized CompletionStage<List<Card>> now() {
    if (latest.isDone() && asked.plus(FRESH).isBefore(clock.instant())) {
      asked = clock.instant();
      latest = CompletableFuture.supplyAsync(source, blocking).thenApply(this::keep);
    }
    return latest.copy().completeOnTimeout(last, PATIENCE_MS, TimeUnit.MILLISECONDS);
  }

  private synchronized List<Card> keep(List<Card> found) {
    last = found;
    return found;
  }
}
