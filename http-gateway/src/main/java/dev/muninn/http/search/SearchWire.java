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
   * {@code embeddingMs}: the part of {@code tookMs} in which the model read the query; {@code
   * lagMs}: how far the index is behind what was accepted; {@code space}: whose vectors were
   * compared.
   */
  public record SearchResult(
      List<Hit> hits,
      Optional<String> next,
      long tookMs,
      long embeddingMs,
      long lagMs,
      String space) {

    static SearchResult of(SearchReply reply) {
      return new SearchResult(
          reply.hits().stream().map(Hit::of).toList(),
          reply.next(),
          reply.tookMs(),
          reply.embeddingMs(),
          reply.lagMs(),
          reply.space());
    }
  }
}
