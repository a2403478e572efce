package dev.muninn.search;

import java.util.List;
import java.util.Optional;

/**
 * The hits, best first.
 *
 * @param noGoodMatch nothing is good enough to be an answer; then there are no hits
 * @param space the id of the embedding space that nearness was measured in
 * @param understood how the query was read, a line for each part
 * @param tookMs the whole time
 * @param embeddingMs the part of it in which the model read the query; 0 when it was remembered
 * @param lagMs how far the index is behind what was accepted
 */
public record SearchReply(
    List<SearchHit> hits,
    Optional<String> next,
    boolean noGoodMatch,
    String space,
    List<String> understood,
    long tookMs,
    long embeddingMs,
    long lagMs) {
  public SearchReply {
    hits = List.copyOf(hits);
    understood = List.copyOf(understood);
  }
}
