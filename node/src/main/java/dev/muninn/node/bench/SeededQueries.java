package dev.muninn.node.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What people ask a seeded library: words by their frequency, alone, together, narrowed. */
final class SeededQueries {
  private static final int QUERIES = 200;
  private static final long SEED = 5;

  private SeededQueries() {}

  static List<String> some() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> queries = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      queries.add(query(i, word(random), word(random)));
    }
    return queries;
  }

  private static String query(int i, String one, String other) {
    return switch (i % 8) {
      case 0, 1, 2 -> one;
      case 3, 4 -> one + " " + other;
      case 5 -> one + " kind:image after:2019";
      case 6 -> "a " + one + " near the " + other;
      default -> one + " -" + other;
    };
  }

  private static String word(SplittableRandom random) {
    return Vocabulary.word(Vocabulary.draw(random));
  }
}
