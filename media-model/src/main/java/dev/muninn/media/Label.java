package dev.muninn.media;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;

/**
 * A word that a model puts on an item, with its probability 0..1, and the segments that it was seen
 * in: their indices, ascending; empty where the item has one segment only, and in events of before
 * that was told.
 */
public record Label(
    String text, double score, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> segments) {
  public Label {
    Objects.requireNonNull(text, "text");
    Checks.require(score >= 0 && score <= 1, "a label score of " + score);
    segments = segments == null ? List.of() : List.copyOf(segments);
  }

  /** One that holds for the whole. */
  public Label(String text, double score) {
    this(text, score, List.of());
  }
}
