package dev.muninn.media;

import java.util.Objects;

/** A word that a model puts on a picture, with its probability 0..1. */
public record Label(String text, double score) {
  public Label {
    Objects.requireNonNull(text, "text");
    Checks.require(score >= 0 && score <= 1, "a label score of " + score);
  }
}
