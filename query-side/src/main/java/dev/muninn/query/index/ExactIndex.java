package dev.muninn.query.index;

import dev.muninn.media.MediaId;
import dev.muninn.query.index.graph.ExactScan;
import dev.muninn.query.index.graph.Found;
import dev.muninn.query.index.graph.Slots;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the query with every vector: recall 1.0. Finds the best by int7 and orders them in
 * float32, deeper where that is not certain; below 1,024 vectors all in float32. With a filter only
 * the vectors of its items are compared. Readers take no lock; dead slots are swept out by copying
 * when a fifth is dead.
 */
public final class ExactIndex implements VectorIndex {
  private final ItemNumbers numbers;
  private volatile Slots slots;

  /** Empty. */
  public ExactIndex(int dimension, ItemNumbers numbers) {
    this(new Slots(dimension), numbers);
  }

  /** Goes on with these slots, of which it is the writer now. */
  ExactIndex(Slots slots, ItemNumbers numbers) {
    this.slots = slots;
    this.numbers = numbers;
  }

  /** All vectors, dead ones too. */
  Slots slots() {
    return slots;
  }

  @Override
  public void add(VectorKey key, float[] vector) {
    Queries.requireDimension(dimension(), vector);
    keyed().put(key, vector);
    compactWhenDue();
  }

  @Override
  public boolean remove(VectorKey key) {
    boolean held = keyed().take(key);
    compactWhenDue();
    return held;
  }

  private void compactWhenDue() {
    if (Compaction.isDue(slots)) {
      slots = slots.compacted();
    }
  }

  @Override
  public Optional<float[]> vector(VectorKey key) {
    return keyed().vector(key);
  }

  @Override
  public List<float[]> ofItem(MediaId mediaId) {
    return keyed().ofItem(mediaId);
  }

  @Override
  public Set<VectorKey> keys() {
    return keyed().keys();
  }

  @Override
  public List<VectorHit> search(float[] query, int k, VectorFilter filter) {
    Queries.requireFitting(dimension(), query, k);
    SlotKeys held = keyed();
    Found found =
        filter instanceof VectorFilter.Items some
            ? ExactScan.items(held.slots(), query, some.itemNumbers(), k)
            : ExactScan.range(held.slots(), query, 0, held.slots().size(), k);
    return SlotKeys.best(held.hits(found), k);
  }

  private SlotKeys keyed() {
    return new SlotKeys(slots, numbers);
  }

  @Override
  public long size() {
    return slots.live();
  }

  @Override
  public long dead() {
    return slots.dead();
  }

  @Override
  public long bytes() {
    return slots.bytes();
  }

  @Override
  public int dimension() {
    return slots.dimension();
  }

  @Override
  public String engine() {
    return "exact";
  }
}
