package dev.muninn.node.bench.search;

import java.util.SplittableRandom;

/**
 * Words that no language has, some of them often and most of them rarely, as words are: the share
 * of a word falls with its rank (Zipf). The same words for ever.
 */
final class Vocabulary {
  static final int WORDS = 3_000;
  private static final String[] HEADS = {
    "b", "br", "d", "dr", "f", "fl", "g", "gr", "k", "kl", "l", "m", "n", "p", "pl", "r", "s", "st",
    "t", "tr", "v", "z"
  };
  private static final String[] TAILS = {
    "ab", "ad", "ak", "al", "em", "en", "ep", "er", "id", "ik", "il", "in", "om", "on", "op", "or",
    "ud", "uk", "ul", "um"
  };

  private Vocabulary() {}

  /** The word of a rank, 0 the most frequent; all are different. */
  static String word(int rank) {
    int syllables = HEADS.length * TAILS.length;
    return syllable(rank % syllables) + syllable((rank / syllables + 7 * rank) % syllables);
  }

  private static String syllable(int n) {
    return HEADS[n % HEADS.length] + TAILS[n / HEADS.length];
  }

  /** The rank of a word drawn by its frequency. */
  static int draw(SplittableRandom random) {
    return (int) Math.min(WORDS - 1, Math.pow(WORDS, random.nextDouble()) - 1);
  }
}
