package dev.muninn.http.search;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Fields;
import dev.muninn.http.route.FilterParameters;
import dev.muninn.http.route.QueryParams;
import dev.muninn.media.MediaKind;
import dev.muninn.search.SearchFilter;
import java.util.List;
import java.util.Optional;

/**
 * The filters of a search as a request names them; what does not hold is 400 and names the field.
 */
final class SearchFilters {
  private static final int MAX_TAGS = 20;
  private static final int MAX_RATING = 5;

  private SearchFilters() {}

  static SearchFilter of(SearchWire.SearchRequest wish) {
    return new SearchFilter(
        orEmpty(wish.kinds()).stream().map(SearchFilters::kind).distinct().toList(),
        Optional.ofNullable(wish.from()).map(t -> QueryParams.instantOf("from", t)),
        Optional.ofNullable(wish.to()).map(t -> QueryParams.instantOf("to", t)),
        tags(orEmpty(wish.tags())),
        Optional.ofNullable(wish.minRating()).map(SearchFilters::rating),
        Optional.ofNullable(wish.place()).map(p -> Fields.text("place", p, 1, 200)),
        Optional.ofNullable(wish.source()).map(FilterParameters::source),
        Optional.ofNullable(wish.status()).map(SearchFilters::status));
  }

  /** The same filters as query parameters, for a route that has no JSON to name them in. */
  static ApiRoute.Builder on(ApiRoute.Builder route) {
    return FilterParameters.on(route)
        .query("minScore", "number", "At least this similarity, 0..1")
        .query("cursor", "string", "From the page before");
  }

  static Optional<Double> minScore(QueryParams query) {
    return query.text("minScore", 20).map(SearchFilters::score);
  }

  private static double score(String text) {
    Fields.require(text.matches("0|1|[01]?\\.[0-9]{1,15}"), "minScore", "is a number from 0 to 1");
    double score = Double.parseDouble(text);
    Fields.require(score <= 1, "minScore", "is a number from 0 to 1");
    return score;
  }

  private static <T> List<T> orEmpty(List<T> given) {
    return given == null ? List.of() : given;
  }

  private static MediaKind kind(String word) {
    return Fields.oneOf("kinds", word, List.of(MediaKind.values()), MediaKind::word);
  }

  private static MediaStatus status(String word) {
    return Fields.oneOf("status", word, List.of(MediaStatus.values()), MediaStatus::word);
  }

  private static int rating(int least) {
    Fields.require(least >= 0 && least <= MAX_RATING, "minRating", "is a whole number from 0 to 5");
    return least;
  }

  private static List<String> tags(List<String> tags) {
    Fields.require(tags.size() <= MAX_TAGS, "tags", "has at most " + MAX_TAGS + " entries");
    tags.forEach(tag -> Fields.text("tags", tag, 1, 100));
    return tags;
  }
}
