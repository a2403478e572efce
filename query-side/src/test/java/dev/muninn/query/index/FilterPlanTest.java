package dev.muninn.query.index;

import static dev.muninn.query.index.Oracle.key;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.MediaId;
import dev.muninn.query.Vectors;
import dev.muninn.query.index.graph.Found;
import dev.muninn.query.index.graph.Graph;
import dev.muninn.query.index.graph.Slots;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.roaringbitmap.RoaringBitmap;

/** The walk under a filter, as it goes where matches are too many to be compared. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilterPlanTest {
  private static final int DIMENSION = 32;
  private static final int ITEMS = 6_000;
  private static final int EF = 60;
  private static final float[][] QUERIES = Vectors.clustered(1, ITEMS + 40, DIMENSION);

  private final ItemNumbers numbers = new ItemNumbers();
  private final Oracle oracle = new Oracle();
  private final FlatHnswIndex index =
      new FlatHnswIndex(DIMENSION, numbers, new HnswParameters(16, 100, EF));

  @BeforeAll
  void fill() {
    for (int i = 0; i < ITEMS; i++) {
      oracle.put(index, key(i), QUERIES[i]);
    }
    index.settle();
  }

  /** The answer of the walk for a query from the same clusters; empty where it gives up. */
  private Optional<List<VectorKey>> walked(float[] query, Set<MediaId> allowed) {
    RoaringBitmap items = ((VectorFilter.Items) VectorFilter.only(numbers, allowed)).itemNumbers();
    Slots slots = index.slots();
    Graph graph = index.graph();
    FilterPlan plan = FilterPlan.of(new GraphGrowth.View(slots, graph, graph, 0), items, EF);
    SlotKeys keys = new SlotKeys(slots, numbers);
    return plan.walk(query, 10, 0).map((Found f) -> Oracle.keys(SlotKeys.best(keys.hits(f), 10)));
  }

  private record Outcome(int walks, double recall) {}

  private interface Filter {
    Set<MediaId> of(float[] query);
  }

  private Outcome outcome(Filter filter) {
    int walks = 0;
    int found = 0;
    for (int i = ITEMS; i < QUERIES.length; i++) {
      Set<MediaId> allowed = filter.of(QUERIES[i]);
      Optional<List<VectorKey>> hits = walked(QUERIES[i], allowed);
      if (hits.isPresent()) {
        walks++;
        List<VectorKey> truth = oracle.nearest(QUERIES[i], 10, allowed);
        found += (int) truth.stream().filter(hits.get()::contains).count();
      }
    }
    return new Outcome(walks, found / (10.0 * Math.max(1, walks)));
  }

  private Set<MediaId> farthest(float[] query, int count) {
    return oracle.held.keySet().stream()
        .sorted(Comparator.comparingDouble(key -> Oracle.product(query, oracle.held.get(key))))
        .limit(count)
        .map(VectorKey::mediaId)
        .collect(Collectors.toSet());
  }

  @Test
  void walksWhereMatchesAreEverywhere() {
    Set<MediaId> half =
        oracle.items().stream().filter(id -> id.hashCode() % 2 == 0).collect(Collectors.toSet());
    Outcome outcome = outcome(query -> half);
    assertEquals(40, outcome.walks(), "walks");
    assertTrue(outcome.recall() >= 0.99, "recall@10 is " + outcome.recall());
  }

  @Test
  void givesUpWhereTheFilterGoesAgainstTheQuery() {
    Outcome outcome = outcome(query -> farthest(query, ITEMS / 2));
    assertTrue(outcome.walks() == 0 || outcome.recall() >= 0.99, outcome.toString());
  }

  @Test
  void givesUpWhenTheBudgetIsSpent() {
    Set<MediaId> few =
        oracle.items().stream().filter(id -> id.hashCode() % 30 == 0).collect(Collectors.toSet());
    assertEquals(0, outcome(query -> few).walks());
  }
}
