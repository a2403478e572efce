package dev.muninn.http.search;

import dev.muninn.search.SearchHit;
import dev.muninn.search.SearchReply;
import java.math.BigDecimal;
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

  /** Where the moment is played, and its picture. */
  public record MomentLinks(String stream, String preview) {}

  /** {@code startMs} inclusive, {@code endMs} exclusive. */
  public record Moment(long startMs, long endMs, MomentLinks links) {

    static Moment of(String mediaId, SearchHit.Moment moment) {
      String self = "/api/v1/media/" + mediaId;
      String span = seconds(moment.startMs()) + ',' + seconds(moment.endMs());
      return new Moment(
          moment.startMs(),
          moment.endMs(),
          new MomentLinks(self + "/stream#t=" + span, self + "/segments/" + moment.segment()));
    }

    /** As a media fragment has them (W3C Media Fragments, 4.2.1): {@code 17.5}. */
    private static String seconds(long ms) {
      BigDecimal exact = BigDecimal.valueOf(ms, 3).stripTrailingZeros();
      return exact.setScale(Math.max(1, exact.scale())).toPlainString();
    }
  }

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
          hit.moment().map(m -> Moment.of(hit.mediaId().value(), m)));
    }
  }

  /**
   * {@code noGoodMatch}: nothing is good enough to be an answer; {@code space}: the embedding space
   * that answered; {@code understood}: how the query was read; {@code embeddingMs}: the part of
   * {@code tookMs} in which the model read the query; {@code lagMs}: how far the index is behind
   * what was accepted.
   */
  public record SearchResult(
      List<Hit> hits,
      Optional<String> next,
      boolean noGoodMatch,
      Optional<String> hint,
      String space,
      List<String> understood,
      long tookMs,
      long embeddingMs,
      long lagMs) {
    private static final String NOTHING =
        "Try fewer or other words, or leave out filters; mode vector gives the nearest items,"
            + " however far they are.";

    static SearchResult of(SearchReply reply) {
      return new SearchResult(
          reply.hits().stream().map(Hit::of).toList(),
          reply.next(),
          reply.noGoodMatch(),
          reply.noGoodMatch() ? Optional.of(NOTHING) : Optional.empty(),
          reply.space(),
          reply.understood(),
          reply.tookMs(),
          reply.embeddingMs(),
          reply.lagMs());
    }
  }
}
