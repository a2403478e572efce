package dev.muninn.node.bench;

import dev.muninn.node.bench.losses.LossOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What several workers give, and what the loss of nodes and of the database takes. */
@Command(
    name = "cluster",
    description = {
      "Starts a server and workers as nodes of one cluster on this machine, each a process with a",
      "certificate. The models are simulated: each picture takes a fixed time, so that every worker",
      "has a device of its own. The same items are embedded by one worker, by two and by four (each",
      "time in a space of its own), then by four of which one is killed (kill -9) every five",
      "seconds and started again. Prints items a second, ratios, the CPU of the server's JVM an",
      "item, what a claim and the hand-over cost without the journal, and whether any item was",
      "recorded twice.",
      "Other rounds lose things under load, with three core nodes and one PostgreSQL: kill (kill -9,",
      "also of the oldest, and SIGTERM), partition (a node is cut off, in network namespaces; needs",
      "root, else it is skipped), rolling (all restarted one after the other), database (it stands",
      "still, and is stopped). Each line of their table is a goal; those of",
      "correctness decide the exit code, those of speed are said."
    },
    mixinStandardHelpOptions = true)
final class ClusterBench implements Callable<Integer> {
  private static final Duration KILL_EVERY = Duration.ofSeconds(5);
  private static final List<Integer> WORKERS = List.of(1, 2, 4);
  private static final List<Double> WANTED = List.of(1.0, 1.9, 3.6);

  private static final double MOST_CPU_MS = 1;

  /** Until every worker was listed and asked for work. */
  private static final Duration SETTLE = Duration.ofSeconds(2);

  @Spec private CommandSpec spec;

  @Option(
      names = "--items",
      defaultValue = "2000",
      description = "Items of each round (default: ${DEFAULT-VALUE}).")
  private int items;

  @Option(
      names = "--delay",
      defaultValue = "50",
      paramLabel = "MS",
      description = "Milliseconds that a device takes for a picture (default: ${DEFAULT-VALUE}).")
  private int delayMs;

  @Option(
      names = "--rounds",
      defaultValue = "embed,kill,partition,rolling,database",
      split = ",",
      description = "Which rounds (default: ${DEFAULT-VALUE}).")
  private List<String> rounds;

  @Mixin private LossOptions losses;

  private PrintWriter out;
  private boolean good = true;

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    out = spec.commandLine().getOut();
    say("%s; %,d items, %d ms a picture", Machine.words(), items, delayMs);
    if (rounds.contains("embed")) {
      embed();
    }
    return losses.run(rounds, out) && good ? 0 : 1;
  }

  private void embed() throws IOException, InterruptedException, SQLException {
    HandOverCost.Cost cost = HandOverCost.measure(items);
    say(
        "claim and hand-over: %.2f ms CPU an item (goal: at most %.0f): leases %.2f here and %.2f in"
            + " PostgreSQL, messages %.2f",
        cost.all(), MOST_CPU_MS, cost.java(), cost.database(), cost.messages());
    good &= cost.all() <= MOST_CPU_MS;
    try (BenchCluster cluster = new BenchCluster(Duration.ofMillis(delayMs))) {
      EmbeddingRounds rounds = new EmbeddingRounds(cluster.server(), items);
      rounds.fill();
      say("%,d items wait to be embedded", items);
      double alone = 0;
      for (int i = 0; i < WORKERS.size(); i++) {
        double rate = round(cluster, rounds, WORKERS.get(i), false);
        alone = i == 0 ? rate : alone;
        say("  ratio %.2f (goal: %.1f)", rate / alone, WANTED.get(i));
        good &= rate / alone >= WANTED.get(i);
      }
      round(cluster, rounds, WORKERS.get(WORKERS.size() - 1), true);
      EmbeddingRounds.Verdict verdict = rounds.verdict();
      say("%s", verdict.words());
      good &= verdict.good();
    }
  }

  /** Items a second. */
  private double round(BenchCluster cluster, EmbeddingRounds rounds, int workers, boolean kill)
      throws IOException, InterruptedException {
    String pack = rounds.begin();
    cluster.startWorkers(workers, pack);
    TimeUnit.MILLISECONDS.sleep(SETTLE.toMillis());
    Duration cpu = cpu(cluster);
    long begin = System.nanoTime();
    rounds.resume();
    int killed = 0;
    while (rounds.done() < items) {
      if (kill && System.nanoTime() - begin > KILL_EVERY.multipliedBy(killed + 1L).toNanos()) {
        cluster.killAndStart(killed++, pack);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cpuMs = cpu(cluster).minus(cpu).toNanos() / 1e6 / items;
    say(
        "%d worker(s)%s: %,.1f s, %.1f items/s; the server's JVM took %.2f ms CPU an item",
        workers, kill ? ", " + killed + " killed" : "", seconds, items / seconds, cpuMs);
    cluster.endWorkers();
    rounds.end();
    return items / seconds;
  }

  private static Duration cpu(BenchCluster cluster) {
    return cluster.server().process().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private void say(String words, Object... values) {
    out.printf(words + "%n", values);
    out.flush();
  }
}
