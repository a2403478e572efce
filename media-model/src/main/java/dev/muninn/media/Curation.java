package dev.muninn.media;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a person says about an item; empty means untouched by this edit. Rating 0..5, at most 100
 * tags. No rerun of any stage overwrites it.
 */
public record Curation(
    Optional<Integer> rating,
    Optional<List<String>> tags,
    Optional<String> title,
    Optional<String> placeName,
    Optional<CapturedAt> capturedAt) {
  public Curation {
    Objects.requireNonNull(rating, "rating");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(placeName, "placeName");
    Objects.requireNonNull(capturedAt, "capturedAt");
    tags = tags.map(List::copyOf);
    rating.ifPresent(r -> Checks.require(r >= 0 && r <= 5, "a rating is 0..5, not " + r));
    tags.ifPresent(t -> Checks.require(t.size() <= 100, "at most 100 tags, not " + t.size()));
  }
}
