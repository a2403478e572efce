package dev.muninn.node.bench.vectors;

import dev.muninn.query.index.VectorFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.roaringbitmap.RoaringBitmap;

/**
 * What a filter costs in recall: items drawn evenly, and items that lie where the queries do not
 * look (the rare clusters, asked for by queries of the common ones). As a search asks, with the
 * configured ef.
 */
final class FilterCheck {
  private static final double ASKED = 0.99;
  private static final int RARE_FROM = 150;
  private static final int EVERY = 1000;

  private final Corpus corpus;
  private final PartitionContender contender;

  FilterCheck(Corpus corpus, PartitionContender contender) {
    this.corpus = corpus;
    this.contender = contender;
  }

  List<Goal> run() {
    List<Goal> goals = new ArrayList<>();
    for (int perMille : new int[] {100, 10, 1}) {
      IntPredicate drawn = n -> Math.floorMod(spread(n), EVERY) < perMille;
      String what = String.format(Locale.ROOT, "filter of %.4g %%", perMille / 10.0);
      goals.add(goal(what, drawn, corpus.truth(drawn)));
    }
    IntPredicate rare = n -> corpus.clusterOfRow(n) >= RARE_FROM;
    goals.add(goal("filter against the grain", rare, fromAfar(corpus.truth(rare))));
    return goals;
  }

  private Goal goal(String what, IntPredicate passes, int[][] truth) {
    RoaringBitmap items = new RoaringBitmap();
    for (int n = 0; n < corpus.rows().rows(); n++) {
      if (passes.test(n)) {
        items.add(n);
      }
    }
    Run run = contender.runAsConfigured(corpus.k(), VectorFilter.items(items));
    return Goal.atLeast(
        String.format(
            Locale.ROOT,
            "%s (%,d vectors, p50 %.3f ms), recall@%d",
            what,
            items.getCardinality(),
            run.percentileMs(0.5),
            corpus.k()),
        run.recall(truth),
        ASKED);
  }

  /** Queries that lie among the rare items themselves do not count. */
  private int[][] fromAfar(int[][] truth) {
    for (int query = 0; query < truth.length; query++) {
      if (corpus.clusterOfQuery(query) >= RARE_FROM) {
        truth[query] = new int[0];
      }
    }
    return truth;
  }

  private static int spread(int n) {
    int mixed = n * 0x9E3779B9;
    return ((mixed ^ (mixed >>> 15)) * 0x85EBCA6B) >>> 8;
  }
}
