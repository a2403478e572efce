package dev.muninn.query.index;

import dev.muninn.query.index.graph.Found;
import dev.muninn.query.index.graph.Graph;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/**
 * How a filtered search goes: few matches are compared exactly; many are looked for in the walk,
 * wider than an unfiltered one and with a budget of as many distances as there are matches. Where
 * that runs out, or the matches turn out to lie elsewhere, the exact way follows after all.
 */
record FilterPlan(GraphGrowth.View view, RoaringBitmap items, int width, long matches) {
  /** So many matches are compared exactly. */
  static final int EXACT_UP_TO = 20_000;

  private static final int WIDER = 2;

  /** Of a walk for few; twice as many found no more at 100,000 vectors. */
  private static final int RERANKED = 20;

  static FilterPlan of(GraphGrowth.View view, RoaringBitmap items, int width) {
    return new FilterPlan(view, items, width, items.getLongCardinality());
  }

  /** How many of a walk are compared in float32, for the best {@code k}. */
  static int rerank(int k) {
    return Math.max(RERANKED, 2 * k);
  }

  /** Empty where the matches are to be compared exactly. */
  Optional<Found> walk(float[] query, int k) {
    return walk(query, k, EXACT_UP_TO);
  }

  Optional<Found> walk(float[] query, int k, int exactUpTo) {
    Graph graph = view.walked();
    int live = view.slots().live();
    int ef = WIDER * width;
    boolean few = Math.min(matches, live) <= Math.max(exactUpTo, 8L * ef);
    if (few || view.unwalkedFrom() < view.slots().size()) {
      return Optional.empty();
    }
    double share = Math.min(1.0, (double) matches / live);
    int budget = (int) Math.min(matches, live);
    return graph.walkFiltered(query, ef, items, share, budget)
        ? Optional.of(graph.best(k, rerank(k)))
        : Optional.empty();
  }
}
