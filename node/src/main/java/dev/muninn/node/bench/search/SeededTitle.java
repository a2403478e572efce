package dev.muninn.node.bench.search;

import java.util.SplittableRandom;

/** Titles of three words, by which a phrase finds something. */
final class SeededTitle {
  private static final long SEED = 37;

  private SeededTitle() {}

  /** That of the {@code n}th title, the same for ever. */
  static String of(int n) {
    SplittableRandom random = new SplittableRandom(SEED * n);
    return word(random) + ' ' + word(random) + ' ' + word(random);
  }

  /** The first two words of the {@code n}th. */
  static String phrase(int n) {
    String title = of(n);
    return title.substring(0, title.lastIndexOf(' '));
  }

  private static String word(SplittableRandom random) {
    return Vocabulary.word(Vocabulary.draw(random));
  }
}
