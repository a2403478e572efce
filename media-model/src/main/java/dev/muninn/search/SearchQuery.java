package dev.muninn.search;

import dev.muninn.media.OrgId;
import java.util.Objects;
import java.util.Optional;

/** A question to the memory: {@code k} 1..100 hits, {@code minScore} 0..1. */
public record SearchQuery(
    OrgId org,
    String text,
    int k,
    SearchFilter filter,
    Optional<Double> minScore,
    SearchMode mode,
    Optional<String> cursor) {
  public static final int MAX_K = 100;
  public static final int MAX_TEXT = 1000;

  public SearchQuery {
    Objects.requireNonNull(org, "org");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(filter, "filter");
    Objects.requireNonNull(mode, "mode");
    if (k < 1 || k > MAX_K) {
      throw new IllegalArgumentException("k is 1.." + MAX_K + ", not " + k);
    }
    if (text.length() > MAX_TEXT) {
      throw new IllegalArgumentException("a query has at most " + MAX_TEXT + " characters");
    }
  }
}
