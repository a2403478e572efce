package dev.muninn.http.search;

import dev.muninn.search.SearchHit;
import dev.muninn.search.SearchReply;
import java.util.List;
import java.util.Optional;

/** Bodies of the search. */
public final class SearchWire {
  private SearchWire() {}

  public record SearchRequest(
      String query,
      Integer k,
      List<String> kinds,
      String from,
      String to,
      List<String> tags,
      String place,
      Integer minRating,
      String source,
      String status,
      Double minScore,
      String mode,
      String cursor) {}

  public record Moment(long startMs, long endMs) {}

  public record Hit(
      String mediaId,
      double score,
      String kind,
      String name,
      List<String> why,
      Optional<Moment> moment) {

    static Hit of(SearchHit hit) {
      return new Hit(
          hit.mediaId().value(),
          hit.score(),
          hit.kind().word(),
          hit.name(),
          hit.why(),
          hit.moment().map(m -> new Moment(m.startMs(), m.endMs())));
    }
  }

  /** {@code lagMs}: how far the index is behind what was accepted. */
  public record SearchResult(List<Hit> hits, Optional<String> next, long tookMs, long lagMs) {

    static SearchResult of(SearchReply reply) {
      return new SearchResult(
          reply.hits().stream().map(Hit::of).toList(), reply.next(), reply.tookMs(), reply.lagMs());
    }
  }
}
