package dev.muninn.http.search;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Fields;
import dev.muninn.http.route.QueryParams;
import dev.muninn.media.MediaKind;
import dev.muninn.media.SourceId;
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
        Optional.ofNullable(wish.source()).map(SearchFilters::source),
        Optional.ofNullable(wish.status()).map(SearchFilters::status));
  }

  /** The same filters as query parameters, for a route that has no JSON to name them in. */
  static ApiRoute.Builder on(ApiRoute.Builder route) {
    return route
        .query("kind", "string", "image, video, audio; several with commas")
        .query("from", "string", "Captured at or after: a time or a day")
        .query("to", "string", "Captured before: a time or a day")
        .query("tag", "string", "Only with this tag")
        .query("rating", "integer", "At least this rating, 0..5")
        .query("place", "string", "Only from this place")
        .query("source", "string", "Only from this source")
        .query("status", "string", "Only with this status")
        .query("minScore", "number", "At least this similarity, 0..1")
        .query("cursor", "string", "From the page before");
  }

  static SearchFilter of(QueryParams query) {
    return new SearchFilter(
        query.words("kind", List.of(MediaKind.values()), MediaKind::word),
        query.instant("from"),
        query.instant("to"),
        query.text("tag", 100).stream().toList(),
        query.number("rating", 0, MAX_RATING),
        query.text("place", 200),
        query.text("source", 100).map(SearchFilters::source),
        query.word("status", List.of(MediaStatus.values()), MediaStatus::word));
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

  private static SourceId source(String id) {
    try {
      return new SourceId(id);
    } catch (IllegalArgumentException e) {
      throw QueryParams.bad("source", "is the id of a source");
    }
  }
}
