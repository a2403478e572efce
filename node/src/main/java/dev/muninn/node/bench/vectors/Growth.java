package dev.muninn.node.bench.vectors;

import dev.muninn.query.inspect.ExactNearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One index that grows: at each mark the latency at a recall of 0.95, and what it took to get here.
 */
final class Growth {
  private static final int K = 10;
  private static final double RECALL = 0.95;

  private final ClusteredVectors source;
  private final Path folder;
  private final Table table;
  private final int queries;
  private final int rounds;

  /** The index at {@code vectors}: medians over the rounds. */
  record Mark(int vectors, String engine, int ef, double p50Ms, double p99Ms) {}

  Growth(ClusteredVectors source, Path folder, Table table, int queries, int rounds) {
    this.source = source;
    this.folder = folder;
    this.table = table;
    this.queries = queries;
    this.rounds = rounds;
  }

  void run(String engine, List<Integer> at, Optional<Path> plot) throws IOException {
    List<Integer> sizes = at.stream().sorted().distinct().toList();
    int all = sizes.get(sizes.size() - 1);
    Corpus corpus = Corpus.make(folder, source, all, queries, K);
    ExactNearest exact = new ExactNearest(corpus.asked(), K);
    List<Mark> marks = new ArrayList<>();
    try (PartitionContender index = PartitionContender.of(engine, corpus)) {
      table.say(
          String.format(
              "%n%12s %-10s %10s %9s %5s %8s %9s %9s",
              "vectors", "engine", "vectors/s", "memory MB", "ef", "recall", "p50 ms", "p99 ms"));
      int from = 0;
      long bytes = 0;
      for (int to : sizes) {
        Contender.Built built = index.take(from, to);
        bytes += built.bytes();
        for (int n = from; n < to; n++) {
          exact.add(n, corpus.rows().row(n));
        }
        marks.add(mark(index, built, to - from, bytes, to, exact.numbers()));
        from = to;
      }
    }
    if (plot.isPresent()) {
      Files.writeString(plot.get(), new LatencyPlot(marks).svg());
      table.say("drawn into " + plot.get());
    }
  }

  private Mark mark(
      PartitionContender index,
      Contender.Built built,
      int added,
      long bytes,
      int vectors,
      int[][] truth)
      throws IOException {
    Race race = new Race(K, RECALL, truth);
    if (!race.enter(index)) {
      throw new IllegalStateException("no recall of " + RECALL + " at " + vectors + " vectors");
    }
    race.run(rounds);
    Race.Line line = race.lines().get(0);
    table.say(
        String.format(
            Locale.ROOT,
            "%,12d %-10s %,10.0f %,9.0f %5d %8.4f %9.3f %9.3f",
            vectors,
            index.engine(),
            added * 1e9 / built.nanos(),
            bytes / 1e6,
            line.ef(),
            line.recall(),
            line.p50Ms(),
            line.p99Ms()));
    return new Mark(vectors, index.engine(), line.ef(), line.p50Ms(), line.p99Ms());
  }
}
