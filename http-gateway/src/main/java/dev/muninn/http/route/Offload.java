package dev.muninn.http.route;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Runs blocking work on a dispatcher made for it. */
public record Offload(Executor executor) {

  public <T> CompletionStage<T> run(Callable<T> work) {
    return CompletableFuture.supplyAsync(() -> called(work), executor);
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
