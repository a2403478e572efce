package dev.muninn.query.index;

import com.github.jelmerk.hnswlib.core.Item;
import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import com.github.jelmerk.hnswlib.core.hnsw.SizeLimitExceededException;
import dev.muninn.media.MediaId;
import dev.muninn.query.index.kernel.Kernels;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;

/**
 * Approximate search over the graph of {@code com.github.jelmerk:hnswlib-core} 1.2.1, with our own
 * distance. Its traps are kept out: it fills up and never gives a removed slot back, so the graph
 * is built anew at {@value #FULL_PERCENT} % of its capacity or {@value #DEAD_PERCENT} % dead; every
 * vector gets a fresh number, so an update is a removal and an addition; ef is one shared field, so
 * k = ef is asked for and cut; dimensions are checked here; its save and load (Java serialization)
 * are never called. Removals can cut a small graph in pieces (measured: 7 of 50 found), so below
 * {@value #SCANNED_BELOW} vectors all are compared. A filtered search compares the vectors of the
 * filter's items exactly.
 */
public final class HnswlibIndex implements GraphIndex {
  private static final int FULL_PERCENT = 80;
  private static final int DEAD_PERCENT = 20;
  private static final int MIN_DEAD = 64;
  private static final int MIN_CAPACITY = 1024;
  private static final int SCANNED_BELOW = 1000;
  private static final int NODE_BYTES = 700;

  /** A vector under its number in the graph; compared by identity. */
  private static final class Node implements Item<Integer, float[]> {
    private static final long serialVersionUID = 1;
    private final Integer id;
    private final transient VectorKey key;
    private final float[] vector;

    Node(Integer id, VectorKey key, float[] vector) {
      this.id = id;
      this.key = key;
      this.vector = vector;
    }

    VectorKey key() {
      return key;
    }

    @Override
    public Integer id() {
      return id;
    }

    /** The array itself: the graph asks for it at each step. */
    @Override
    public float[] vector() {
      return vector;
    }

    @Override
    public int dimensions() {
      return vector.length;
    }
  }

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final int dimension;
  private final ItemNumbers numbers;
  private final HnswParameters parameters;
  private final Map<MediaId, Map<Integer, Node>> nodes = new HashMap<>();
  private HnswIndex<Integer, float[], Node, Float> graph;
  private int size;
  private int capacity;
  private int nextId;

  public HnswlibIndex(int dimension, ItemNumbers numbers, HnswParameters parameters) {
    this.dimension = dimension;
    this.numbers = numbers;
    this.parameters = parameters;
    this.capacity = MIN_CAPACITY;
    this.graph = emptyGraph();
  }

  @Override
  public void add(VectorKey key, float[] vector) {
    Queries.requireDimension(dimension, vector);
    lock.writeLock().lock();
    try {
      numbers.of(key.mediaId());
      take(key);
      makeRoom();
      Node node = new Node(nextId++, key, padded(vector));
      nodes.computeIfAbsent(key.mediaId(), id -> new HashMap<>()).put(key.segment(), node);
      size++;
      graph.add(node);
    } catch (SizeLimitExceededException e) {
      throw new IllegalStateException("graph of " + capacity + " full at " + nextId, e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public boolean remove(VectorKey key) {
    lock.writeLock().lock();
    try {
      boolean held = take(key);
      if (tooManyDead()) {
        rebuild();
      }
      return held;
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public Optional<float[]> vector(VectorKey key) {
    lock.readLock().lock();
    try {
      return Optional.ofNullable(nodes.getOrDefault(key.mediaId(), Map.of()).get(key.segment()))
          .map(node -> Arrays.copyOf(node.vector(), dimension));
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public List<float[]> ofItem(MediaId mediaId) {
    lock.readLock().lock();
    try {
      return new TreeMap<>(nodes.getOrDefault(mediaId, Map.of()))
          .values().stream().map(node -> Arrays.copyOf(node.vector(), dimension)).toList();
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public Set<VectorKey> keys() {
    lock.readLock().lock();
    try {
      return nodes.values().stream()
          .flatMap(segments -> segments.values().stream())
          .map(Node::key)
          .collect(Collectors.toUnmodifiableSet());
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public List<VectorHit> search(float[] query, int k, VectorFilter filter) {
    return search(query, k, filter, parameters.ef());
  }

  /** The library does not say. */
  @Override
  public OptionalLong distances(float[] query, int k, VectorFilter filter, int ef) {
    return OptionalLong.empty();
  }

  @Override
  public List<VectorHit> search(float[] query, int k, VectorFilter filter, int ef) {
    Queries.requireFitting(dimension, query, k);
    float[] padded = padded(query);
    lock.readLock().lock();
    try {
      TopHits top = new TopHits(Math.min(k, Math.max(1, size)));
      if (filter instanceof VectorFilter.Items some) {
        some.itemNumbers().forEach((int item) -> scanItem(padded, numbers.id(item), top));
      } else if (size < SCANNED_BELOW) {
        nodes.keySet().forEach(item -> scanItem(padded, item, top));
      } else {
        walk(padded, Math.max(k, ef), top);
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
      return size;
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public long bytes() {
    return size() * ((long) dimension * Float.BYTES + NODE_BYTES + 2L * parameters.m() * 8);
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public String engine() {
    return "hnswlib";
  }

  private void walk(float[] query, int ef, TopHits top) {
    graph
        .findNearest(query, Math.min(ef, size))
        .forEach(found -> top.offer(product(query, found.item().vector()), found.item().key()));
  }

  private void scanItem(float[] query, MediaId item, TopHits top) {
    for (Node node : nodes.getOrDefault(item, Map.of()).values()) {
      top.offer(product(query, node.vector()), node.key());
    }
  }

  private boolean take(VectorKey key) {
    Map<Integer, Node> segments = nodes.getOrDefault(key.mediaId(), Map.of());
    Node node = segments.get(key.segment());
    if (node == null) {
      return false;
    }
    segments.remove(key.segment());
    if (segments.isEmpty()) {
      nodes.remove(key.mediaId());
    }
    size--;
    graph.remove(node.id(), node.version());
    return true;
  }

  /** Numbers count up to the capacity, dead ones included. */
  private void makeRoom() {
    boolean full = (nextId + 1) * 100L > (long) capacity * FULL_PERCENT;
    if (full || tooManyDead()) {
      rebuild();
    }
  }

  private boolean tooManyDead() {
    int dead = nextId - size;
    return dead >= MIN_DEAD && dead * 100L > (long) nextId * DEAD_PERCENT;
  }

  private void rebuild() {
    capacity = Math.max(MIN_CAPACITY, 2 * (size + 1));
    graph = emptyGraph();
    Map<Integer, Node> inOrder = new TreeMap<>();
    nodes.values().forEach(s -> s.values().forEach(node -> inOrder.put(node.id(), node)));
    nextId = 0;
    inOrder.values().forEach(this::renumber);
  }

  private void renumber(Node old) {
    Node node = new Node(nextId++, old.key(), old.vector());
    nodes.get(node.key().mediaId()).put(node.key().segment(), node);
    graph.add(node);
  }

  private HnswIndex<Integer, float[], Node, Float> emptyGraph() {
    return HnswIndex.newBuilder(
            Kernels.padded(dimension, Kernels.FLOATS), HnswlibIndex::distance, capacity)
        .withM(parameters.m())
        .withEfConstruction(parameters.efConstruction())
        .withEf(parameters.ef())
        .withRemoveEnabled()
        .build();
  }

  private static Float distance(float[] a, float[] b) {
    return 1 - product(a, b);
  }

  private static float product(float[] a, float[] b) {
    return Kernels.dot(a, 0, b, 0, a.length);
  }

  private static float[] padded(float[] vector) {
    return Arrays.copyOf(vector, Kernels.padded(vector.length, Kernels.FLOATS));
  }
}
