package dev.muninn.query.index;

import dev.muninn.media.MediaId;
import dev.muninn.query.index.graph.ExactScan;
import dev.muninn.query.index.graph.Graph;
import dev.muninn.query.index.graph.Slots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Approximate search by an HNSW graph over primitive arrays: walked in int7, the best compared in
 * float32. One writer, readers without locks. What was removed stays as a dead slot until a fifth
 * is dead; then the living ones are copied and linked anew in the background, while the old graph
 * answers together with a scan of what came since. The same scan covers whatever is not linked yet,
 * also after a load, so that every answer is whole at any moment. Slots, scale and links are a
 * function of the calls of the writer, whenever they were linked and by which thread.
 */
public final class FlatHnswIndex implements GraphIndex {
  private static final int DISTANCES_PER_EF = 8;

  private final ItemNumbers numbers;
  private final HnswParameters parameters;
  private final GraphGrowth growth;

  /** Empty. */
  public FlatHnswIndex(int dimension, ItemNumbers numbers, HnswParameters parameters) {
    this(new Slots(dimension), numbers, parameters);
  }

  /** Goes on with these slots, of which it is the writer now, and links them in the background. */
  FlatHnswIndex(Slots slots, ItemNumbers numbers, HnswParameters parameters) {
    this(new Graph(slots, ofGraph(parameters)), numbers, parameters);
  }

  /** Goes on with a graph that was loaded. */
  FlatHnswIndex(Graph graph, ItemNumbers numbers, HnswParameters parameters) {
    this.numbers = numbers;
    this.parameters = parameters;
    this.growth = new GraphGrowth(graph);
    growth.grow();
  }

  static Graph.Parameters ofGraph(HnswParameters parameters) {
    return new Graph.Parameters(parameters.m(), parameters.efConstruction());
  }

  /** All vectors, dead ones too. */
  Slots slots() {
    return growth.view().slots();
  }

  /** The graph over {@link #slots()}; it may not cover all of them yet. */
  Graph graph() {
    return growth.view().graph();
  }

  @Override
  public void add(VectorKey key, float[] vector) {
    Queries.requireDimension(dimension(), vector);
    GraphGrowth.View view = growth.view();
    keyed(view.slots()).put(key, vector);
    view.formerSlots().ifPresent(former -> keyed(former).take(key));
    growth.grow();
    growth.compactWhenDue();
  }

  @Override
  public boolean remove(VectorKey key) {
    GraphGrowth.View view = growth.view();
    boolean held = keyed(view.slots()).take(key);
    view.formerSlots().ifPresent(former -> keyed(former).take(key));
    growth.compactWhenDue();
    return held;
  }

  @Override
  public void settle() {
    growth.settle();
  }

  @Override
  public void quietly(Work work) throws IOException {
    growth.quietly(work);
  }

  @Override
  public List<VectorHit> search(float[] query, int k, VectorFilter filter) {
    return search(query, k, filter, parameters.ef());
  }

  @Override
  public OptionalLong distances(float[] query, int k, VectorFilter filter, int ef) {
    long before = Graph.distancesOfThisThread();
    search(query, k, filter, ef);
    return OptionalLong.of(Graph.distancesOfThisThread() - before);
  }

  @Override
  public List<VectorHit> search(float[] query, int k, VectorFilter filter, int ef) {
    Queries.requireFitting(dimension(), query, k);
    GraphGrowth.View view = growth.view();
    int width = Math.max(k, ef);
    return filter instanceof VectorFilter.Items some
        ? filtered(view, query, k, some.itemNumbers(), width)
        : unfiltered(view, query, k, width);
  }

  private List<VectorHit> unfiltered(GraphGrowth.View view, float[] query, int k, int width) {
    Slots slots = view.slots();
    int size = slots.size();
    if ((long) width * DISTANCES_PER_EF >= view.walked().covered()) {
      return SlotKeys.best(keyed(slots).hits(ExactScan.range(slots, query, 0, size, k)), k);
    }
    int from = view.unwalkedFrom();
    Graph walked = view.walked();
    List<VectorHit> hits =
        new ArrayList<>(
            keyed(walked.slots()).hits(walked.search(query, k, width, FilterPlan.rerank(k))));
    if (from < size) {
      hits.addAll(keyed(slots).hits(ExactScan.range(slots, query, from, size, k)));
    }
    List<VectorHit> best = SlotKeys.best(hits, k);
    return best.size() < Math.min(k, slots.live())
        ? SlotKeys.best(keyed(slots).hits(ExactScan.range(slots, query, 0, slots.size(), k)), k)
        : best;
  }

  private List<VectorHit> filtered(
      GraphGrowth.View view, float[] query, int k, RoaringBitmap items, int width) {
    return SlotKeys.best(
        FilterPlan.of(view, items, width)
            .walk(query, k)
            .map(found -> keyed(view.walked().slots()).hits(found))
            .orElseGet(
                () -> keyed(view.slots()).hits(ExactScan.items(view.slots(), query, items, k))),
        k);
  }

  @Override
  public Optional<float[]> vector(VectorKey key) {
    return keyed(slots()).vector(key);
  }

  @Override
  public List<float[]> ofItem(MediaId mediaId) {
    return keyed(slots()).ofItem(mediaId);
  }

  @Override
  public Set<VectorKey> keys() {
    return keyed(slots()).keys();
  }

  private SlotKeys keyed(Slots slots) {
    return new SlotKeys(slots, numbers);
  }

  @Override
  public long size() {
    return slots().live();
  }

  @Override
  public long dead() {
    return slots().dead();
  }

  @Override
  public OptionalDouble buildPerSecond() {
    return growth.perSecond();
  }

  @Override
  public long bytes() {
    return growth.view().bytes();
  }

  @Override
  public int dimension() {
    return slots().dimension();
  }

  @Override
  public String engine() {
    return "flat";
  }
}
