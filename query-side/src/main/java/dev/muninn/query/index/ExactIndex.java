package dev.muninn.query.index;

import dev.muninn.media.MediaId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Compares the query with every vector: recall 1.0. Vectors lie in chunks of {@value #CHUNK_ROWS}
 * rows; a removed row is filled by the last one, so there are no tombstones and nothing to compact.
 * With a filter only the rows of its items are compared.
 */
public final class ExactIndex implements VectorIndex {
  private static final int CHUNK_ROWS = 4096;
  private static final int KEY_BYTES = 160;

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final int dimension;
  private final ItemNumbers numbers;
  private final List<float[]> chunks = new ArrayList<>();
  private final List<VectorKey> keys = new ArrayList<>();
  private final Map<MediaId, Map<Integer, Integer>> slots = new HashMap<>();

  public ExactIndex(int dimension, ItemNumbers numbers) {
    if (dimension < 1) {
      throw new IllegalArgumentException("a dimension of " + dimension);
    }
    this.dimension = dimension;
    this.numbers = numbers;
  }

  @Override
  public void add(VectorKey key, float[] vector) {
    Dot.requireDimension(dimension, vector);
    lock.writeLock().lock();
    try {
      int slot = slotOf(key).orElseGet(() -> newSlot(key));
      System.arraycopy(vector, 0, chunk(slot), row(slot), dimension);
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public boolean remove(VectorKey key) {
    lock.writeLock().lock();
    try {
      Optional<Integer> slot = slotOf(key);
      slot.ifPresent(hole -> fill(key, hole));
      return slot.isPresent();
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public Optional<float[]> vector(VectorKey key) {
    lock.readLock().lock();
    try {
      return slotOf(key).map(this::copyOfRow);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public List<float[]> ofItem(MediaId mediaId) {
    lock.readLock().lock();
    try {
      return new TreeMap<>(slots.getOrDefault(mediaId, Map.of()))
          .values().stream().map(this::copyOfRow).toList();
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public Set<VectorKey> keys() {
    lock.readLock().lock();
    try {
      return Set.copyOf(keys);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public List<VectorHit> search(float[] query, int k, VectorFilter filter) {
    Dot.requireDimension(dimension, query);
    if (k < 1) {
      throw new IllegalArgumentException("k is at least 1, not " + k);
    }
    lock.readLock().lock();
    try {
      TopHits top = new TopHits(Math.min(k, Math.max(1, keys.size())));
      if (filter instanceof VectorFilter.Items some) {
        some.itemNumbers().forEach((int item) -> scanItem(query, numbers.id(item), top));
      } else {
        scanAll(query, top);
      }
      return top.drain();
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public long size() {
    lock.readLock().lock();
    try {
      return keys.size();
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public long bytes() {
    lock.readLock().lock();
    try {
      return (long) chunks.size() * CHUNK_ROWS * dimension * Float.BYTES
          + (long) keys.size() * KEY_BYTES;
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public String engine() {
    return "exact";
  }

  private void scanAll(float[] query, TopHits top) {
    for (int slot = 0; slot < keys.size(); slot++) {
      top.offer(Dot.product(query, chunk(slot), row(slot)), keys.get(slot));
    }
  }

  private void scanItem(float[] query, MediaId item, TopHits top) {
    for (int slot : slots.getOrDefault(item, Map.of()).values()) {
      top.offer(Dot.product(query, chunk(slot), row(slot)), keys.get(slot));
    }
  }

  private Optional<Integer> slotOf(VectorKey key) {
    return Optional.ofNullable(slots.getOrDefault(key.mediaId(), Map.of()).get(key.segment()));
  }

  private int newSlot(VectorKey key) {
    int slot = keys.size();
    if (slot == chunks.size() * CHUNK_ROWS) {
      chunks.add(new float[CHUNK_ROWS * dimension]);
    }
    keys.add(key);
    numbers.of(key.mediaId());
    slots.computeIfAbsent(key.mediaId(), id -> new HashMap<>()).put(key.segment(), slot);
    return slot;
  }

  private void fill(VectorKey removed, int hole) {
    int last = keys.size() - 1;
    VectorKey moved = keys.get(last);
    System.arraycopy(chunk(last), row(last), chunk(hole), row(hole), dimension);
    keys.set(hole, moved);
    slots.get(moved.mediaId()).put(moved.segment(), hole);
    keys.remove(last);
    Map<Integer, Integer> segments = slots.get(removed.mediaId());
    segments.remove(removed.segment());
    if (segments.isEmpty()) {
      slots.remove(removed.mediaId());
    }
    if (keys.size() <= (chunks.size() - 1) * CHUNK_ROWS) {
      chunks.remove(chunks.size() - 1);
    }
  }

  private float[] copyOfRow(int slot) {
    float[] out = new float[dimension];
    System.arraycopy(chunk(slot), row(slot), out, 0, dimension);
    return out;
  }

  private float[] chunk(int slot) {
    return chunks.get(slot / CHUNK_ROWS);
  }

  private int row(int slot) {
    return slot % CHUNK_ROWS * dimension;
  }
}
