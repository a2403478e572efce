package dev.muninn.http.route;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Runs blocking work on a dispatcher made for it. With a patience an answer that takes longer fails
 * with a {@link java.util.concurrent.TimeoutException}, and work that did not begin by then never
 * does, so that a queue of the impatient is gone at once when the reason is.
 */
public record Offload(Executor executor, Optional<Duration> patience) {

  public <T> CompletionStage<T> run(Callable<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    patience.ifPresent(p -> answer.orTimeout(p.toMillis(), TimeUnit.MILLISECONDS));
    executor.execute(
        () -> {
          if (!answer.isDone()) {
            answer.completeAsync(() -> called(work), Runnable::run);
          }
        });
    return answer;
  }

  private static <T> T called(Callable<T> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }
}
