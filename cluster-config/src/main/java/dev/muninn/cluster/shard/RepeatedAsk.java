package dev.muninn.cluster.shard;

import akka.actor.Cancellable;
import akka.actor.typed.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import scala.concurrent.ExecutionContextExecutor;

/**
 * Asks again while there is no answer, and takes the first answer, whichever asking it is for. For
 * what may be asked twice. Thread-safe.
 */
final class RepeatedAsk {
  private final Scheduler scheduler;
  private final ExecutionContextExecutor executor;
  private final List<Duration> pauses;

  /**
   * @param pauses before the second asking, the third and so on; there is one asking more than
   *     pauses
   */
  RepeatedAsk(Scheduler scheduler, ExecutionContextExecutor executor, List<Duration> pauses) {
    this.scheduler = scheduler;
    this.executor = executor;
    this.pauses = List.copyOf(pauses);
  }

  /** Fails when the last asking timed out, or as soon as one fails otherwise. */
  <R> CompletionStage<EntityAsk.Answer<R>> ask(Supplier<CompletionStage<R>> question) {
    CompletableFuture<EntityAsk.Answer<R>> answer = new CompletableFuture<>();
    ask(question, 1, answer);
    return answer;
  }

  private <R> void ask(
      Supplier<CompletionStage<R>> question,
      int attempt,
      CompletableFuture<EntityAsk.Answer<R>> answer) {
    boolean last = attempt > pauses.size();
    question
        .get()
        .whenComplete(
            (reply, failure) -> {
              Throwable cause = failure instanceof CompletionException c ? c.getCause() : failure;
              if (cause == null) {
                answer.complete(new EntityAsk.Answer<>(reply, attempt));
              } else if (last || !(cause instanceof TimeoutException)) {
                answer.completeExceptionally(cause);
              }
            });
    if (!last) {
      Cancellable next =
          scheduler.scheduleOnce(
              pauses.get(attempt - 1), () -> ask(question, attempt + 1, answer), executor);
      answer.whenComplete((done, failure) -> next.cancel());
    }
  }
}
