package dev.muninn.search;

import java.util.List;
import java.util.Optional;

/** The hits, best first; {@code lagMs} says how far the index is behind what was accepted. */
public record SearchReply(List<SearchHit> hits, Optional<String> next, long tookMs, long lagMs) {
  public SearchReply {
    hits = List.copyOf(hits);
  }
}
