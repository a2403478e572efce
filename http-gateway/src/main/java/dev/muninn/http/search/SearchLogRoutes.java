package dev.muninn.http.search;

import akka.http.javadsl.model.HttpResponse;
import dev.muninn.http.auth.Scope;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.QueryParams;
import dev.muninn.http.route.Replies;
import dev.muninn.search.SearchLog;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/** {@code /api/v1/search/log}: searches that found nothing, or were slow. */
public final class SearchLogRoutes {
  private static final int MAX_LIMIT = 200;
  private static final int DEFAULT_LIMIT = 50;
  private final SearchLog log;

  public SearchLogRoutes(SearchLog log) {
    this.log = log;
  }

  /** {@code embeddingMs}: the part of {@code tookMs} in which the model read the query. */
  public record LoggedSearch(
      Instant at, String query, String mode, int hits, long tookMs, long embeddingMs) {

    static LoggedSearch of(SearchLog.Entry e) {
      return new LoggedSearch(
          e.at(),
          e.query(),
          e.mode().name().toLowerCase(Locale.ROOT),
          e.hits(),
          e.tookMs(),
          e.embeddingMs());
    }
  }

  public record LoggedSearches(List<LoggedSearch> searches) {}

  public List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get("/api/v1/search/log")
            .needs(Scope.OPERATION_READ)
            .summary("The searches of late that found nothing, or were slow")
            .query("kind", "string", "zero or slow")
            .query("limit", "integer", "1..200, else 50")
            .replies(200, "Newest first", LoggedSearches.class)
            .problems(Problem.BAD_REQUEST)
            .handledBy(this::latest));
  }

  private CompletionStage<HttpResponse> latest(ApiRequest request) {
    QueryParams query = request.query();
    SearchLog.Kind kind =
        query
            .word("kind", List.of(SearchLog.Kind.values()), SearchLog.Kind::word)
            .orElseThrow(SearchLogRoutes::noKind);
    return log.latest(request.org(), kind, query.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT))
        .thenApply(entries -> entries.stream().map(LoggedSearch::of).toList())
        .thenApply(searches -> Replies.json(200, new LoggedSearches(searches)));
  }

  private static ProblemException noKind() {
    return new ProblemException(Problem.BAD_REQUEST, "kind is zero or slow.");
  }
}
