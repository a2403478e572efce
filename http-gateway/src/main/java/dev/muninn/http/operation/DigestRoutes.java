package dev.muninn.http.operation;

import akka.http.javadsl.model.HttpResponse;
import dev.muninn.catalog.Digests;
import dev.muninn.http.auth.Scope;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.problem.Problems;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Replies;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** {@code GET /api/v1/digest}: reads every row, so it may take minutes. */
public final class DigestRoutes {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long RETRY_SECONDS = 5;
  private final Digests digests;

  public DigestRoutes(Digests digests) {
    this.digests = digests;
  }

  /** BLAKE3 of all rows of all views and all vectors, and of each by itself. */
  public record ReplayDigest(String digest, List<Part> parts) {

    static ReplayDigest of(Digests.ReplayDigest d) {
      return new ReplayDigest(
          d.digest(),
          d.parts().stream().map(p -> new Part(p.name(), p.rows(), p.digest())).toList());
    }
  }

  public record Part(String name, long rows, String digest) {}

  /** BLAKE3 of what the org's items are, by their content, and of each by itself. */
  public record ContentDigest(String digest, long items, List<ItemDigest> perItem) {

    static ContentDigest of(Digests.ContentDigest d) {
      return new ContentDigest(
          d.digest(),
          d.items(),
          d.perItem().stream().map(i -> new ItemDigest(i.hash(), i.digest())).toList());
    }
  }

  public record ItemDigest(String hash, String digest) {}

  public List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get("/api/v1/digest")
            .needs(Scope.OPERATION_READ)
            .summary("Compare what is derived: equal before and after a rebuild")
            .query("content", "string", "true: of the org's items by their content, else false")
            .replies(200, "The digest of the replay", ReplayDigest.class)
            .problems(Problem.BAD_REQUEST, Problem.UNAVAILABLE)
            .timeout(PATIENCE)
            .handledBy(this::digest));
  }

  private CompletionStage<HttpResponse> digest(ApiRequest request) {
    boolean content =
        request.query().word("content", List.of(true, false), b -> b.toString()).orElse(false);
    CompletionStage<HttpResponse> answer =
        content
            ? digests.content(request.org()).thenApply(d -> Replies.json(200, ContentDigest.of(d)))
            : digests.replay().thenApply(d -> Replies.json(200, ReplayDigest.of(d)));
    return answer.handle(DigestRoutes::given);
  }

  /** What is still behind the journal cannot be compared; its words say what to wait for. */
  private static HttpResponse given(HttpResponse answer, Throwable failure) {
    if (failure == null) {
      return answer;
    }
    Throwable cause = Problems.unwrapped(failure);
    throw cause instanceof IllegalStateException
        ? new ProblemException(
            Problem.UNAVAILABLE, cause.getMessage(), Problems.retryAfter(RETRY_SECONDS))
        : new CompletionException(cause);
  }
}
