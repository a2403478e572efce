package dev.muninn.catalog;

import dev.muninn.media.MediaKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a list is narrowed to; empty parts narrow nothing. {@code to} is exclusive. */
public record MediaFilter(
    List<MediaKind> kinds,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> tag,
    Optional<Integer> minRating,
    Optional<String> place,
    Optional<String> source,
    Optional<MediaStatus> status) {
  public MediaFilter {
    kinds = List.copyOf(kinds);
  }

  public static MediaFilter none() {
    return new MediaFilter(
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
