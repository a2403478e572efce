package dev.muninn.search;

import dev.muninn.media.MediaId;
import dev.muninn.media.MediaKind;
import java.util.List;
import java.util.Optional;

/** A hit: why it matched in words and, for video, when. */
public record SearchHit(
    MediaId mediaId,
    double score,
    MediaKind kind,
    String name,
    List<String> why,
    Optional<Moment> moment) {
  public SearchHit {
    why = List.copyOf(why);
  }

  /**
   * From {@code startMs} (inclusive) to {@code endMs} (exclusive); the picture of {@code segment}
   * shows it.
   */
  public record Moment(long startMs, long endMs, int segment) {}
}
