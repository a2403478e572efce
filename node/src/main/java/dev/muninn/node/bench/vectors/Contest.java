package dev.muninn.node.bench.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Everything at one number of vectors: built, raced at each recall, kept, and checked. */
final class Contest implements AutoCloseable {
  private static final double[] RECALLS = {0.95, 0.99};
  private static final double AGAINST_PEER = 1.2;
  private static final int SMALL = 2000;

  private final Corpus corpus;
  private final Path folder;
  private final Table table;
  private final int rounds;
  private final List<Contender> contenders = new ArrayList<>();
  private final Map<String, Contender.Built> built = new LinkedHashMap<>();
  private final int[][] truth;

  Contest(Corpus corpus, Path folder, Table table, int rounds) {
    this.corpus = corpus;
    this.folder = folder;
    this.table = table;
    this.rounds = rounds;
    this.truth = corpus.truth(n -> true);
  }

  void enter(Contender contender) throws IOException {
    contenders.add(contender);
    Contender.Built how = contender.build();
    built.put(contender.name(), how);
    table.say(
        String.format("%s: %,d vectors in %.1f s", contender.name(), size(), how.nanos() / 1e9));
  }

  /** Prints the table; the goals that compare {@code ours} with the peer. */
  List<Goal> race(PartitionContender ours, Optional<PeerContender> peer) throws IOException {
    List<Goal> goals = new ArrayList<>();
    for (double recall : RECALLS) {
      Race race = new Race(corpus.k(), recall, truth);
      for (Contender contender : contenders) {
        if (!race.enter(contender)) {
          table.say(contender.name() + " does not reach a recall of " + recall);
        }
      }
      race.run(rounds);
      table.race(recall, race.lines());
      goals.add(against(race, ours, peer));
    }
    keep();
    return goals;
  }

  private Goal against(Race race, PartitionContender ours, Optional<PeerContender> peer) {
    String what =
        String.format(
            "%s against C++ hnswlib at recall %s, %,d vectors", ours.name(), race.recall(), size());
    if (peer.isEmpty()) {
      return Goal.notJudged(what, "C++ hnswlib did not run");
    }
    OptionalDouble ratio = race.ratio(ours, peer.get());
    return ratio.isPresent()
        ? Goal.atLeast(what, ratio.getAsDouble(), AGAINST_PEER)
        : Goal.holds(what, false, "one of them does not reach this recall");
  }

  private void keep() throws IOException {
    Path file = folder.resolve("kept");
    Map<String, Contender.Kept> kept = new LinkedHashMap<>();
    for (Contender contender : contenders) {
      kept.put(contender.name(), contender.keep(file));
      Files.delete(file);
    }
    table.buildings(size(), built, kept);
  }

  /** What must hold of {@code ours} beside its speed; its vectors are others afterwards. */
  List<Goal> check(PartitionContender ours, long seed) throws IOException {
    List<Goal> goals = new ArrayList<>(new FilterCheck(corpus, ours).run());
    goals.add(RebuildCheck.run(corpus, ours, folder));
    try (PartitionContender small = ours.ofEngine(Engines.choice(ours.engine()))) {
      small.take(0, Math.min(SMALL, size()));
      goals.add(DamageCheck.run(small, folder, seed));
    }
    int ef =
        EfSearch.shortest(ours, corpus.k(), RECALLS[1], truth)
            .orElseThrow(() -> new IllegalStateException(ours.name() + " lost its recall"));
    goals.add(ReplaceCheck.run(corpus, ours, ef, truth));
    return goals;
  }

  private int size() {
    return corpus.rows().rows();
  }

  @Override
  public void close() throws IOException {
    contenders.forEach(Contender::close);
    Files.delete(corpus.rows().path());
    Files.delete(corpus.queries().path());
  }
}
