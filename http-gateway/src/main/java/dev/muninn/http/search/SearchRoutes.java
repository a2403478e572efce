package dev.muninn.http.search;

import akka.http.javadsl.model.HttpResponse;
import dev.muninn.http.auth.Scope;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Fields;
import dev.muninn.http.route.FilterParameters;
import dev.muninn.http.route.QueryParams;
import dev.muninn.http.route.Replies;
import dev.muninn.search.LikeQuery;
import dev.muninn.search.MediaSearch;
import dev.muninn.search.SearchMode;
import dev.muninn.search.SearchQuery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code POST /api/v1/search} and {@code GET /api/v1/media/{id}/similar}. */
public final class SearchRoutes {
  private static final int DEFAULT_K = 20;
  private final MediaSearch search;

  public SearchRoutes(MediaSearch search) {
    this.search = search;
  }

  public List<ApiRoute> routes() {
    return List.of(
        ApiRoute.post("/api/v1/search")
            .needs(Scope.MEDIA_READ)
            .summary("Find media by meaning, text, time, place, kind, tags, rating, source, status")
            .body(SearchWire.SearchRequest.class)
            .replies(200, "The hits, best first", SearchWire.SearchResult.class)
            .problems(Problem.BAD_REQUEST, Problem.BAD_JSON, Problem.BAD_CURSOR)
            .handledBy(this::search),
        SearchFilters.on(
                ApiRoute.get("/api/v1/media/{id}/similar")
                    .needs(Scope.MEDIA_READ)
                    .summary("The nearest neighbours of an item"))
            .query("k", "integer", "1..100, else 20")
            .replies(200, "The hits, nearest first", SearchWire.SearchResult.class)
            .problems(Problem.BAD_REQUEST, Problem.BAD_CURSOR, Problem.NOT_FOUND)
            .handledBy(this::similar));
  }

  private CompletionStage<HttpResponse> search(ApiRequest request) {
    SearchWire.SearchRequest wish = request.json(SearchWire.SearchRequest.class);
    return search
        .search(queryOf(request, wish))
        .thenApply(reply -> Replies.json(200, SearchWire.SearchResult.of(reply)));
  }

  private static SearchQuery queryOf(ApiRequest request, SearchWire.SearchRequest wish) {
    int k = wish.k() == null ? DEFAULT_K : wish.k();
    Fields.require(
        k >= 1 && k <= SearchQuery.MAX_K, "k", "is a whole number from 1 to " + SearchQuery.MAX_K);
    return new SearchQuery(
        request.org(),
        Fields.text("query", wish.query(), 1, SearchQuery.MAX_TEXT),
        k,
        SearchFilters.of(wish),
        minScoreOf(wish.minScore()),
        modeOf(wish.mode()),
        Optional.ofNullable(wish.cursor()).map(c -> Fields.text("cursor", c, 1, 1000)));
  }

  private static Optional<Double> minScoreOf(Double given) {
    if (given != null) {
      Fields.require(given >= 0 && given <= 1, "minScore", "is a number from 0 to 1");
    }
    return Optional.ofNullable(given);
  }

  private static SearchMode modeOf(String given) {
    return given == null
        ? SearchMode.HYBRID
        : Fields.oneOf(
            "mode", given, List.of(SearchMode.values()), m -> m.name().toLowerCase(Locale.ROOT));
  }

  /** What a request without a body of JSON asks for by its parameters. */
  static LikeQuery likeOf(ApiRequest request) {
    QueryParams query = request.query();
    return new LikeQuery(
        request.org(),
        query.number("k", 1, SearchQuery.MAX_K, DEFAULT_K),
        FilterParameters.of(query),
        SearchFilters.minScore(query),
        query.cursor());
  }

  private CompletionStage<HttpResponse> similar(ApiRequest request) {
    return search
        .similar(likeOf(request), request.mediaId())
        .thenApply(
            reply ->
                reply
                    .map(found -> Replies.json(200, SearchWire.SearchResult.of(found)))
                    .orElseThrow(
                        () ->
                            new ProblemException(
                                Problem.NOT_FOUND, "There is no such item in this org.")));
  }
}
