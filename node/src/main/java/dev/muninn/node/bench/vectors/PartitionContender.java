package dev.muninn.node.bench.vectors;

import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.embedding.Embedding;
import dev.muninn.media.OrgId;
import dev.muninn.query.index.EngineChoice;
import dev.muninn.query.index.GraphIndex;
import dev.muninn.query.index.IndexFile;
import dev.muninn.query.index.IndexPartition;
import dev.muninn.query.index.VectorFilter;
import dev.muninn.query.index.VectorHit;
import dev.muninn.query.index.VectorIndex;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One of our engines as a node runs it: a partition that is fed with events. Item {@code n} of the
 * partition is row {@code n}.
 */
final class PartitionContender implements Contender {
  private static final OrgId ORG = new OrgId("bench");
  private static final int GROUP = 500;
  private static final int OTHER_GROUP = 137;

  private final String name;
  private final EngineChoice engines;
  private final RowFile rows;
  private final List<float[]> queries;
  private final VectorEvents events;
  private final int group;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private IndexPartition partition;
  private long eventsSeen;

  PartitionContender(String name, EngineChoice engines, RowFile rows, List<float[]> queries) {
    this(name, engines, rows, queries, GROUP);
  }

  /** The engine that this word of the configuration chooses. */
  static PartitionContender of(String word, Corpus corpus) {
    return new PartitionContender(word, Engines.choice(word), corpus.rows(), corpus.asked());
  }

  /**
   * @param group how many events are taken in before the engine may change
   */
  private PartitionContender(
      String name, EngineChoice engines, RowFile rows, List<float[]> queries, int group) {
    this.name = name;
    this.group = group;
    this.engines = engines;
    this.rows = rows;
    this.queries = queries;
    this.events = new VectorEvents(rows.dimension());
    this.partition = new IndexPartition(ORG, events.space(), engines, JournalOffset.START);
  }

  @Override
  public String name() {
    return name.equals(engine()) ? name : name + " = " + engine();
  }

  String engine() {
    return partition.index().engine();
  }

  IndexPartition partition() {
    return partition;
  }

  @Override
  public Built build() {
    return take(0, rows.rows());
  }

  /** Takes rows {@code from} to {@code to - 1} in; making the events is not counted. */
  Built take(int from, int to) {
    long before = heapUsed();
    long nanos = 0;
    for (int n = from; n < to; n++) {
      nanos += put(n, 0, Embedding.canonical(rows.row(n)));
    }
    long begin = System.nanoTime();
    settle();
    nanos += System.nanoTime() - begin;
    return new Built(nanos, heapUsed() - before);
  }

  /** Gives item {@code n} a vector, in place of the one it has; how long that took. */
  long put(int n, int run, Embedding vector) {
    var event = events.embedded(n, run, vector);
    JournalOffset at = new JournalOffset(1, ++eventsSeen);
    long begin = System.nanoTime();
    partition.apply(VectorEvents.item(n), event, at);
    if (eventsSeen % group == 0) {
      partition.endGroup();
    }
    return System.nanoTime() - begin;
  }

  /** Returns when nothing is left to be done in the background. */
  void settle() {
    partition.index().settle();
  }

  @Override
  public boolean tunable() {
    return partition.index() instanceof GraphIndex;
  }

  @Override
  public Run run(int k, int ef) {
    VectorFilter all = VectorFilter.everything();
    return partition.index() instanceof GraphIndex graph
        ? timed(query -> graph.search(query, k, all, ef))
        : runAsConfigured(k, all);
  }

  /** As a search of the node asks. */
  Run runAsConfigured(int k, VectorFilter filter) {
    VectorIndex index = partition.index();
    return timed(query -> index.search(query, k, filter));
  }

  private interface Search {
    List<VectorHit> nearest(float[] query);
  }

  private Run timed(Search search) {
    long[] each = new long[queries.size()];
    List<?>[] hits = new List<?>[queries.size()];
    long cpuBegin = threads.getCurrentThreadCpuTime();
    long begin = System.nanoTime();
    for (int query = 0; query < each.length; query++) {
      long start = System.nanoTime();
      hits[query] = search.nearest(queries.get(query));
      each[query] = System.nanoTime() - start;
    }
    long wall = System.nanoTime() - begin;
    long cpu = threads.getCurrentThreadCpuTime() - cpuBegin;
    int[][] found = new int[each.length][];
    for (int query = 0; query < each.length; query++) {
      found[query] = hits[query].stream().mapToInt(hit -> row((VectorHit) hit)).toArray();
    }
    return new Run(wall, cpu, each, found);
  }

  private int row(VectorHit hit) {
    return partition.numbers().find(hit.key().mediaId()).orElseThrow();
  }

  @Override
  public OptionalDouble distances(int k, int ef) {
    if (!(partition.index() instanceof GraphIndex graph)) {
      return OptionalDouble.of((double) partition.index().size());
    }
    long all = 0;
    for (float[] query : queries) {
      OptionalLong one = graph.distances(query, k, VectorFilter.everything(), ef);
      if (one.isEmpty()) {
        return OptionalDouble.empty();
      }
      all += one.getAsLong();
    }
    return OptionalDouble.of((double) all / queries.size());
  }

  @Override
  public Kept keep(Path file) throws IOException {
    long begin = System.nanoTime();
    IndexFile.save(file, partition);
    long saved = System.nanoTime() - begin;
    begin = System.nanoTime();
    IndexFile.load(file, ORG, events.space(), engines);
    return new Kept(saved, System.nanoTime() - begin, Files.size(file));
  }

  void save(Path file) throws IOException {
    IndexFile.save(file, partition);
  }

  /** One that holds nothing yet and takes events in in groups of another size. */
  PartitionContender inOtherGroups() {
    return new PartitionContender(name, engines, rows, queries, OTHER_GROUP);
  }

  /** One over the same rows that holds nothing yet, in another engine. */
  PartitionContender ofEngine(EngineChoice other) {
    return new PartitionContender(engine(), other, rows, queries);
  }

  /** Reads a file and drops what it held. */
  void load(Path file) throws IOException {
    IndexFile.load(file, ORG, events.space(), engines);
  }

  private static long heapUsed() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Override
  public void close() {
    partition = new IndexPartition(ORG, events.space(), engines, JournalOffset.START);
  }
}
