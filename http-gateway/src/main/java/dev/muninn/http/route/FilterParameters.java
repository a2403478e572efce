package dev.muninn.http.route;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.MediaKind;
import dev.muninn.media.SourceId;
import dev.muninn.search.SearchFilter;
import java.util.List;

/** The filters that lists and searches share, as parameters of a request. */
public final class FilterParameters {
  private static final int MAX_TAGS = 20;
  private static final int MAX_TAG = 100;
  private static final int MAX_PLACE = 200;
  private static final int MAX_SOURCE = 100;
  private static final int MAX_RATING = 5;

  private FilterParameters() {}

  /** The route with them in its description. */
  public static ApiRoute.Builder on(ApiRoute.Builder route) {
    return route
        .query("kind", "string", "image, video, audio; several with commas")
        .query("from", "string", "Captured at or after: a time or a day")
        .query("to", "string", "Captured before: a time or a day")
        .query("tag", "string", "Only with this tag, in any case; several: with all of them")
        .query("rating", "integer", "At least this rating, 0..5")
        .query("place", "string", "A part of the place's name, in any case")
        .query("source", "string", "Only what lies in this source, by its id")
        .query("status", "string", "Only with this status; the trash is left out else");
  }

  /** What a request narrows by; what does not hold is 400 and names the parameter. */
  public static SearchFilter of(QueryParams query) {
    return new SearchFilter(
        query.words("kind", List.of(MediaKind.values()), MediaKind::word),
        query.instant("from"),
        query.instant("to"),
        query.texts("tag", MAX_TAG, MAX_TAGS),
        query.number("rating", 0, MAX_RATING),
        query.text("place", MAX_PLACE),
        query.text("source", MAX_SOURCE).map(FilterParameters::source),
        query.word("status", List.of(MediaStatus.values()), MediaStatus::word));
  }

  /** The id of a source, of a parameter or of a field of a body. */
  public static SourceId source(String id) {
    try {
      return new SourceId(id);
    } catch (IllegalArgumentException e) {
      throw QueryParams.bad("source", "is the id of a source");
    }
  }
}
