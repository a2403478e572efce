package dev.muninn.query.search;

import java.util.Objects;

/**
 * How answers are made: the weights of the fusion, below which cosine similarity a neighbour is no
 * match in hybrid mode ({@code floor}, and {@code relativeFloor} as a share of the best one), and
 * how many candidates each half brings at least, and of how many texts the embedding is remembered.
 */
public record SearchSettings(
    Weights weights, double floor, double relativeFloor, int candidates, int rememberedTexts) {
  public SearchSettings {
    Objects.requireNonNull(weights, "weights");
    if (floor < -1 || floor > 1 || relativeFloor < 0 || relativeFloor > 1) {
      throw new IllegalArgumentException(
          "muninn.query.search: floor " + floor + ", relative-floor " + relativeFloor);
    }
    if (candidates < 1) {
      throw new IllegalArgumentException("muninn.query.search.candidates is at least 1");
    }
    if (rememberedTexts < 0) {
      throw new IllegalArgumentException("muninn.query.search.remembered-texts is at least 0");
    }
  }

  /**
   * @param exact for a name, title or tag that is the query
   * @param text for a match of all words
   * @param partial for a match of some words, where no item has all
   * @param vector for nearness in meaning
   */
  public record Weights(double exact, double text, double partial, double vector) {
    public Weights {
      if (exact < 0 || text < 0 || partial < 0 || vector < 0 || exact + text + vector <= 0) {
        throw new IllegalArgumentException("muninn.query.search.weights must be positive");
      }
    }
  }
}
