package dev.muninn.http.health;

import akka.http.javadsl.model.HttpResponse;
import dev.muninn.http.problem.Problems;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Replies;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /healthz} and {@code /readyz}. */
public final class HealthRoutes {
  private static final Logger log = LoggerFactory.getLogger(HealthRoutes.class);
  private static final int PATIENCE_SECONDS = 2;
  private final List<HealthCheck> checks;

  public HealthRoutes(List<HealthCheck> checks) {
    this.checks = List.copyOf(checks);
  }

  public record Health(String status) {}

  /** {@code status} ready or not-ready. */
  public record Readiness(String status, List<Dependency> checks) {}

  /** {@code words} say what is wrong, and are empty where nothing is. */
  public record Dependency(String name, boolean ok, long elapsedMs, String words) {}

  public List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get("/healthz")
            .open("for whatever restarts us")
            .summary("Whether the process answers")
            .replies(200, "It does", Health.class)
            .handledBy(r -> Replies.now(alive())),
        ApiRoute.get("/readyz")
            .open("for whatever sends requests here")
            .summary("Whether the node can do all its roles, by dependency with latency")
            .replies(200, "Everything is there", Readiness.class)
            .replies(503, "Something is missing", Readiness.class)
            .handledBy(r -> ready()));
  }

  /** The answer to {@code /healthz}. */
  public HttpResponse alive() {
    return Replies.json(200, new Health("alive"));
  }

  /** The answer to {@code /readyz}; asks all checks at once. The stage never fails. */
  public CompletionStage<HttpResponse> ready() {
    List<CompletableFuture<Dependency>> probes = checks.stream().map(this::probed).toList();
    return CompletableFuture.allOf(probes.toArray(CompletableFuture[]::new))
        .thenApply(all -> readiness(probes.stream().map(CompletableFuture::join).toList()));
  }

  private static HttpResponse readiness(List<Dependency> found) {
    boolean ready = found.stream().allMatch(Dependency::ok);
    return Replies.json(ready ? 200 : 503, new Readiness(ready ? "ready" : "not-ready", found));
  }

  private CompletableFuture<Dependency> probed(HealthCheck check) {
    long began = System.nanoTime();
    return started(check)
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .handle(
            (there, failure) -> {
              if (failure != null) {
                log.warn("not ready check={} cause={}", check.name(), failure.toString());
              }
              long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
              return new Dependency(check.name(), failure == null, elapsed, words(failure));
            });
  }

  /** The page is open: only words that a check chose itself are shown. */
  private static String words(Throwable failure) {
    if (failure == null) {
      return "";
    }
    Throwable cause = Problems.unwrapped(failure);
    if (cause instanceof TimeoutException) {
      return "no answer within " + PATIENCE_SECONDS + " s";
    }
    return cause instanceof IllegalStateException ? cause.getMessage() : "it failed; see the log";
  }

  private static CompletableFuture<Object> started(HealthCheck check) {
    try {
      return check.probe().get().<Object>thenApply(there -> there).toCompletableFuture().copy();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
