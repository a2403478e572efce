package dev.muninn.query.index;

import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.query.facet.Facets;
import dev.muninn.query.index.graph.Graph;
import dev.muninn.query.index.graph.Slots;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The vectors of one org in one space, as the journal tells them: a function of the events up to
 * {@link #offset()}. A run of several parts is taken over when all of them are there; a trashed
 * item is kept aside and comes back with Restored; a purged one is forgotten. One writer; {@link
 * #index()} may be searched by any thread.
 */
public final class IndexPartition {
  private final OrgId org;
  private final EmbeddingSpace space;
  private final EngineChoice engines;
  private final ItemNumbers numbers = new ItemNumbers();
  private final Facets facets = new Facets();
  final Map<MediaId, IndexedItem> items = new HashMap<>();
  private volatile VectorIndex index;
  private volatile JournalOffset offset;

  public IndexPartition(
      OrgId org, EmbeddingSpace space, EngineChoice engines, JournalOffset offset) {
    this.org = Objects.requireNonNull(org, "org");
    this.space = Objects.requireNonNull(space, "space");
    this.engines = Objects.requireNonNull(engines, "engines");
    this.offset = Objects.requireNonNull(offset, "offset");
    this.index = engines.begin(space.dimension(), numbers);
  }

  public OrgId org() {
    return org;
  }

  public EmbeddingSpace space() {
    return space;
  }

  /** All events up to here are in. */
  public JournalOffset offset() {
    return offset;
  }

  /** Another engine takes its place when the partition grows: ask for it anew for each search. */
  public VectorIndex index() {
    return index;
  }

  /** The numbers that bitmaps over this partition's items are made of. */
  public ItemNumbers numbers() {
    return numbers;
  }

  /** What filters see of this partition's items, by these numbers. */
  public Facets facets() {
    return facets;
  }

  /** Searchable items of which the journal has no Indexed yet. */
  public Set<MediaId> unreported() {
    return items.entrySet().stream()
        .filter(entry -> entry.getValue().unreported())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether this item answers searches and the journal does not say so yet. */
  public boolean isUnreported(MediaId mediaId) {
    IndexedItem item = items.get(mediaId);
    return item != null && item.unreported();
  }

  /**
   * The item's own vector, the normalised mean of its segments; empty when it has none or they
   * cancel out. Any thread.
   */
  public Optional<float[]> meanOf(MediaId mediaId) {
    VectorIndex held = index;
    float[] sum = new float[space.dimension()];
    held.ofItem(mediaId).forEach(vector -> addTo(sum, vector));
    double squares = 0;
    for (float x : sum) {
      squares += (double) x * x;
    }
    double norm = Math.sqrt(squares);
    if (!(norm > 0)) {
      return Optional.empty();
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (float) (sum[i] / norm);
    }
    return Optional.of(sum);
  }

  private static void addTo(float[] sum, float[] vector) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += vector[i];
    }
  }

  /** Takes an event of one of the org's items in; one at or before the offset changes nothing. */
  public void apply(MediaId mediaId, MediaItemEvent event, JournalOffset at) {
    if (at.compareTo(offset) <= 0) {
      return;
    }
    int number = numbers.of(mediaId);
    facets.apply(number, event);
    if (facets.has(number)) {
      items.computeIfAbsent(mediaId, id -> new IndexedItem());
    }
    if (event instanceof MediaItemEvent.Embedded embedded && embedded.space().equals(space)) {
      embed(mediaId, embedded);
    } else if (event instanceof MediaItemEvent.Indexed indexed && indexed.space().equals(space)) {
      items.computeIfAbsent(mediaId, id -> new IndexedItem()).reported = true;
    } else if (event instanceof MediaItemEvent.Trashed) {
      trash(mediaId);
    } else if (event instanceof MediaItemEvent.Restored) {
      restore(mediaId);
    } else if (event instanceof MediaItemEvent.Purged) {
      purge(mediaId);
    }
    // after each event and not each group: what is held must not depend on the groups
    index = engines.fitting(index, numbers);
    offset = at;
  }

  /** Ends a group of events: filters see it. */
  public void endGroup() {
    facets.publish();
  }

  /**
   * Returns when nothing of this partition is left to be done in the background; for the writer.
   */
  public void settle() {
    index.settle();
  }

  /** Puts back what a file kept; only for a partition that is being loaded, in this order. */
  void restoreNumber(MediaId mediaId) {
    numbers.of(mediaId);
  }

  void restore(int number, IndexedItem item, byte[] packedFacets) {
    items.put(numbers.id(number), item);
    facets.load(number, packedFacets);
  }

  void restore(Slots slots, Optional<Graph> graph) {
    for (int slot = 0; slot < slots.size(); slot++) {
      if (!slots.isDead(slot)) {
        items.get(numbers.id(slots.item(slot))).show(slots.segment(slot));
      }
    }
    index = engines.restored(slots, graph, numbers);
    facets.publish();
  }

  /** The vectors of an item, in the index or on its shelf, by segment. */
  List<SegmentVector> vectorsOf(MediaId mediaId) {
    IndexedItem item = items.get(mediaId);
    return item.trashed ? item.shelf : shown(mediaId, item);
  }

  /** What filters see of an item, as a file keeps it. */
  byte[] packedFacets(MediaId mediaId) {
    return facets.packed(numbers.find(mediaId).orElseThrow());
  }

  private void embed(MediaId mediaId, MediaItemEvent.Embedded embedded) {
    embedded.vectors().forEach(this::requireFitting);
    IndexedItem item = items.computeIfAbsent(mediaId, id -> new IndexedItem());
    IndexedItem.PendingRun run =
        item.pending.computeIfAbsent(
            embedded.run(), id -> new IndexedItem.PendingRun(embedded.parts()));
    run.seen().put(embedded.part(), embedded.vectors());
    if (run.whole()) {
      item.pending.clear();
      item.complete = true;
      replace(mediaId, item, run.vectors());
    }
  }

  private void requireFitting(SegmentVector vector) {
    if (vector.vector().dimension() != space.dimension()) {
      throw new IllegalArgumentException(
          "a vector of " + vector.vector().dimension() + " dimensions in space " + space.id());
    }
  }

  private void replace(MediaId mediaId, IndexedItem item, List<SegmentVector> vectors) {
    if (item.trashed) {
      item.shelf = vectors;
      return;
    }
    int[] before = item.segments;
    show(mediaId, item, vectors);
    Arrays.stream(before)
        .filter(segment -> Arrays.stream(item.segments).noneMatch(kept -> kept == segment))
        .forEach(segment -> index.remove(new VectorKey(mediaId, segment)));
  }

  private void show(MediaId mediaId, IndexedItem item, List<SegmentVector> vectors) {
    vectors.forEach(v -> index.add(new VectorKey(mediaId, v.segment()), v.vector().toFloats()));
    item.segments = vectors.stream().mapToInt(SegmentVector::segment).sorted().toArray();
  }

  private void hide(MediaId mediaId, IndexedItem item) {
    Arrays.stream(item.segments).forEach(s -> index.remove(new VectorKey(mediaId, s)));
    item.segments = new int[0];
  }

  private void trash(MediaId mediaId) {
    IndexedItem item = items.computeIfAbsent(mediaId, id -> new IndexedItem());
    if (!item.trashed) {
      item.shelf = shown(mediaId, item);
      item.trashed = true;
      hide(mediaId, item);
    }
  }

  private void restore(MediaId mediaId) {
    IndexedItem item = items.get(mediaId);
    if (item != null && item.trashed) {
      item.trashed = false;
      show(mediaId, item, item.shelf);
      item.shelf = List.of();
    }
  }

  private void purge(MediaId mediaId) {
    IndexedItem item = items.remove(mediaId);
    if (item != null) {
      hide(mediaId, item);
    }
  }

  private List<SegmentVector> shown(MediaId mediaId, IndexedItem item) {
    return Arrays.stream(item.segments)
        .mapToObj(segment -> new SegmentVector(segment, packed(new VectorKey(mediaId, segment))))
        .toList();
  }

  private Embedding packed(VectorKey key) {
    return Packing.pack(index.vector(key).orElseThrow());
  }
}
