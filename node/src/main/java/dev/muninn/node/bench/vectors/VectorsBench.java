package dev.muninn.node.bench.vectors;

import dev.muninn.node.bench.Machine;
import dev.muninn.node.cli.Folders;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast and how right the vector engines are. */
@Command(
    name = "vectors",
    description = {
      "Vectors as an image model makes them (clustered, seeded), the nearest ten, one thread:",
      "queries a second at recall 0.95 and 0.99 of our engines, and of C++ hnswlib with --peer,",
      "in rounds that take turns; then filters, replaced vectors, two builds, damaged files.",
      "Recall is against all vectors compared in float32."
    },
    mixinStandardHelpOptions = true)
public final class VectorsBench implements Callable<Integer> {
  private static final int K = 10;

  @Spec private CommandSpec spec;

  @Option(
      names = "--n",
      split = ",",
      defaultValue = "20000,100000",
      description = "Numbers of vectors (default: ${DEFAULT-VALUE}).")
  private List<Integer> sizes;

  @Option(
      names = "--dimension",
      defaultValue = "512",
      description = "Length of a vector (default: ${DEFAULT-VALUE}).")
  private int dimension;

  @Option(
      names = "--queries",
      defaultValue = "1000",
      description = "How many are asked a round (default: ${DEFAULT-VALUE}).")
  private int queries;

  @Option(
      names = "--rounds",
      defaultValue = "9",
      description = "Rounds that count (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--engines",
      split = ",",
      defaultValue = "auto,exact,hnswlib",
      description =
          "Of auto (the default), flat, exact, hnswlib; checks are of the first (default: ${DEFAULT-VALUE}).")
  private List<String> engines;

  @Option(names = "--peer", description = "Race against C++ hnswlib, where it is installed.")
  private boolean peer;

  @Option(names = "--no-checks", description = "Only the races: no filters, rebuilds, damages.")
  private boolean racesOnly;

  @Option(names = "--check", description = "End with 1 when a goal is missed.")
  private boolean check;

  @Option(
      names = "--growth",
      split = ",",
      paramLabel = "N",
      description = "Instead: latency at these numbers of vectors while one index grows.")
  private List<Integer> growth = List.of();

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "With --growth: draw it into this SVG file.")
  private Path plot;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "Of the vectors (default: ${DEFAULT-VALUE}).")
  private long seed;

  private Table table;

  @Override
  public Integer call() throws IOException {
    table = new Table(spec.commandLine().getOut());
    table.say(Machine.words() + load());
    table.say(
        String.format(
            Locale.ROOT,
            "%d dimensions, %,d queries, k %d, seed %d, M %d, efConstruction %d, one thread,"
                + " medians of %d rounds",
            dimension,
            queries,
            K,
            seed,
            GraphShape.USUAL.m(),
            GraphShape.USUAL.efConstruction(),
            rounds));
    Path folder = Files.createTempDirectory("muninn-vectors");
    try {
      ClusteredVectors source = new ClusteredVectors(dimension, seed);
      if (!growth.isEmpty()) {
        new Growth(source, folder, table, queries, rounds)
            .run(engines.get(0), growth, Optional.ofNullable(plot));
        return 0;
      }
      return contests(source, folder);
    } finally {
      Folders.delete(folder);
    }
  }

  private int contests(ClusteredVectors source, Path folder) throws IOException {
    Optional<Path> program = peerProgram(folder);
    List<Goal> goals = new ArrayList<>();
    for (int n : sizes) {
      table.say(String.format(Locale.ROOT, "%n%,d vectors", n));
      Corpus corpus = Corpus.make(folder, source, n, queries, K);
      goals.addAll(contest(corpus, folder, program));
    }
    table.say("");
    goals.forEach(goal -> table.say(goal.toString()));
    table.say("load average at the end" + load());
    return check && goals.stream().anyMatch(Goal::missed) ? 1 : 0;
  }

  private List<Goal> contest(Corpus corpus, Path folder, Optional<Path> program)
      throws IOException {
    try (Contest contest = new Contest(corpus, folder, table, rounds)) {
      List<PartitionContender> ours = new ArrayList<>();
      for (String word : engines) {
        ours.add(PartitionContender.of(word, corpus));
        contest.enter(ours.get(ours.size() - 1));
      }
      Optional<PeerContender> rival = Optional.empty();
      if (program.isPresent()) {
        rival =
            Optional.of(
                PeerContender.start(
                    program.get(), corpus.rows(), corpus.queries(), GraphShape.USUAL));
        contest.enter(rival.get());
      }
      List<Goal> goals = new ArrayList<>(contest.race(ours.get(0), rival));
      if (!racesOnly) {
        goals.addAll(contest.check(ours.get(0), seed));
      }
      return goals;
    }
  }

  private Optional<Path> peerProgram(Path folder) throws IOException {
    if (!peer) {
      return Optional.empty();
    }
    Optional<String> missing = PeerBuild.missing();
    if (missing.isPresent()) {
      table.say("C++ hnswlib: skipped, " + missing.get());
      return Optional.empty();
    }
    return Optional.of(PeerBuild.compile(folder));
  }

  private static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? "" : String.format(Locale.ROOT, "; load average %.1f", load);
  }
}
