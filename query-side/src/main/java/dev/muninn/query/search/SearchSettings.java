package dev.muninn.query.search;

import dev.muninn.query.search.Candidates.Match;
import java.time.Duration;
import java.util.Objects;

/**
 * How answers are made.
 *
 * @param floor in hybrid mode a neighbour below this cosine similarity (-1..1) is no match
 * @param relativeFloor nor one below this share (0..1) of the best neighbour's
 * @param candidates how many candidates each list brings at least
 * @param rememberedTexts of how many query texts the embedding is remembered
 */
public record SearchSettings(
    Ranking ranking,
    double floor,
    double relativeFloor,
    int candidates,
    int rememberedTexts,
    Spellings spelling,
    Paging paging) {
  public SearchSettings {
    Objects.requireNonNull(ranking, "ranking");
    Objects.requireNonNull(spelling, "spelling");
    Objects.requireNonNull(paging, "paging");
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
   * Of the fusion: the constant of the reciprocal ranks, and the weight of each list.
   *
   * @param exact for a name, title or tag that is the query
   * @param said for a match of all words in what people and files say
   * @param seen for one in which words count that a machine sees
   * @param spelled for one in a similar spelling
   * @param partial for a match of some words, where no item has all
   * @param vector for nearness in meaning
   */
  public record Ranking(
      int constant,
      double exact,
      double said,
      double seen,
      double spelled,
      double partial,
      double vector) {
    public Ranking {
      boolean negative =
          exact < 0 || said < 0 || seen < 0 || spelled < 0 || partial < 0 || vector < 0;
      if (constant < 1 || negative || said <= 0 || vector <= 0) {
        throw new IllegalArgumentException(
            "muninn.query.search.ranking: the constant is at least 1, no weight is negative, said"
                + " and vector are positive");
      }
    }

    double of(Match match) {
      return switch (match) {
        case SAID -> said;
        case SEEN -> seen;
        case SPELLED -> spelled;
        case PARTIAL -> partial;
      };
    }
  }

  /** Other spellings are looked for where fewer than {@code below} items have the words. */
  public record Spellings(int below) {
    public Spellings {
      if (below < 1) {
        throw new IllegalArgumentException("muninn.query.search.spelling.below is at least 1");
      }
    }
  }

  /**
   * How long the order of an answer is kept after its last page, and the hits of how many pages at
   * most, over all answers.
   */
  public record Paging(Duration keep, int hits) {
    public Paging {
      if (keep.isNegative() || hits < 0) {
        throw new IllegalArgumentException(
            "muninn.query.search.paging: keep " + keep + ", hits " + hits);
      }
    }
  }
}
