package dev.muninn.node.bench.search;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What people ask a seeded library: words by their frequency, alone, together, narrowed. */
final class SeededQueries {
  private static final int QUERIES = 240;
  private static final long SEED = 5;

  /** Single words most often; each kind comes. */
  private static final List<QueryKind> MIX =
      List.of(
          QueryKind.WORD,
          QueryKind.WORDS,
          QueryKind.FILTERED,
          QueryKind.TEXT,
          QueryKind.WORD,
          QueryKind.SENTENCE,
          QueryKind.MINUS,
          QueryKind.PREFIX,
          QueryKind.WORD,
          QueryKind.WORDS,
          QueryKind.PHRASE,
          QueryKind.VECTOR);

  private SeededQueries() {}

  /** The same each time, in the order in which they are asked. */
  static List<SeededQuery> some() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<SeededQuery> queries = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      QueryKind kind = MIX.get(i % MIX.size());
      queries.add(new SeededQuery(kind, text(kind, i, random)));
    }
    return queries;
  }

  private static String text(QueryKind kind, int i, SplittableRandom random) {
    String one = word(random);
    return switch (kind) {
      case WORD, TEXT, VECTOR -> one;
      case WORDS -> one + " " + other(one, random);
      case FILTERED -> one + " kind:image after:2019";
      case SENTENCE -> "a " + one + " near the " + other(one, random);
      case MINUS -> one + " -" + other(one, random);
      case PREFIX -> one.substring(0, Math.max(3, one.length() / 2)) + "*";
      case PHRASE -> '"' + SeededTitle.phrase(i) + '"';
    };
  }

  private static String word(SplittableRandom random) {
    return Vocabulary.word(Vocabulary.draw(random));
  }

  private static String other(String one, SplittableRandom random) {
    String other = word(random);
    return other.equals(one) ? other(one, random) : other;
  }
}
