package dev.muninn.search;

import dev.muninn.media.OrgId;
import java.util.Objects;
import java.util.Optional;

/** What is like a picture or an item: {@code k} 1..100 hits, {@code minScore} 0..1. */
public record LikeQuery(
    OrgId org, int k, SearchFilter filter, Optional<Double> minScore, Optional<String> cursor) {
  public LikeQuery {
    Objects.requireNonNull(org, "org");
    Objects.requireNonNull(filter, "filter");
    if (k < 1 || k > SearchQuery.MAX_K) {
      throw new IllegalArgumentException("k is 1.." + SearchQuery.MAX_K + ", not " + k);
    }
  }
}
