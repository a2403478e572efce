package dev.muninn.node.bench.vectors;

import dev.muninn.query.inspect.ExactNearest;
import java.util.Locale;

/** What replacing every fifth vector by another costs in recall, at one ef. */
final class ReplaceCheck {
  private static final int EVERY = 5;
  private static final double ALLOWED = 0.01;

  private ReplaceCheck() {}

  static Goal run(Corpus corpus, PartitionContender contender, int ef, int[][] truth) {
    double before = contender.run(corpus.k(), ef).recall(truth);
    int rows = corpus.rows().rows();
    for (int n = 0; n < rows; n += EVERY) {
      contender.put(n, 1, corpus.replacement(n));
    }
    contender.settle();
    ExactNearest exact = new ExactNearest(corpus.asked(), corpus.k());
    for (int n = 0; n < rows; n++) {
      exact.add(n, n % EVERY == 0 ? corpus.replacement(n).toFloats() : corpus.rows().row(n));
    }
    int[][] truthNow = exact.numbers();
    double after = contender.run(corpus.k(), ef).recall(truthNow);
    return Goal.atMost(
        String.format(
            Locale.ROOT,
            "recall lost by replacing 20 %% (%.4f, then %.4f, at ef %d)",
            before,
            after,
            ef),
        Math.max(0, before - after),
        ALLOWED);
  }
}
