package dev.muninn.search;

import java.util.List;
import java.util.Optional;

/**
 * The hits, best first; {@code tookMs} is the whole time, {@code embeddingMs} the part of it in
 * which the model read the query (0 when it was remembered); {@code lagMs} says how far the index
 * is behind what was accepted; {@code space} is the space that its vectors were compared in.
 */
public record SearchReply(
    List<SearchHit> hits,
    Optional<String> next,
    long tookMs,
    long embeddingMs,
    long lagMs,
    String space) {
  public SearchReply {
    hits = List.copyOf(hits);
  }
}
