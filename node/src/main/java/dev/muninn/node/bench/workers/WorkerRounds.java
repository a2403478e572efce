package dev.muninn.node.bench.workers;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The rounds of {@code muninn bench cluster} about embedding: what handing over costs, what several
 * workers give, and what their deaths take. Belongs to one thread.
 */
public final class WorkerRounds {
  private static final String HAND_OVER = "hand-over";
  private static final String EMBED = "embed";
  private static final String DEATHS = "deaths";

  /** The rounds that are its own. */
  public static final List<String> NAMES = List.of(HAND_OVER, EMBED, DEATHS);

  private static final List<Integer> WORKERS = List.of(1, 2, 4);
  private static final List<Double> WANTED = List.of(1.0, 1.9, 3.6);
  private static final double MOST_CPU_MS = 1;

  /** Until every worker was listed and asked for work. */
  private static final Duration SETTLE = Duration.ofSeconds(2);

  private final int items;
  private final int delayMs;
  private final Duration killEvery;
  private final PrintWriter out;
  private boolean good = true;

  /**
   * @param delayMs that a simulated device takes for a picture
   * @param killEvery from one death to the next
   */
  public WorkerRounds(int items, int delayMs, Duration killEvery, PrintWriter out) {
    this.items = items;
    this.delayMs = delayMs;
    this.killEvery = killEvery;
    this.out = out;
  }

  /** Whether all goals of the rounds that are named were met; others are not its own. */
  public boolean run(List<String> rounds) throws IOException, InterruptedException, SQLException {
    if (rounds.contains(HAND_OVER)) {
      handOver();
    }
    if (rounds.contains(EMBED) || rounds.contains(DEATHS)) {
      try (BenchCluster cluster = new BenchCluster(Duration.ofMillis(delayMs))) {
        EmbeddingRounds filled = new EmbeddingRounds(cluster.server(), items);
        filled.fill();
        say("%,d items wait to be embedded, %d ms a picture", items, delayMs);
        if (rounds.contains(EMBED)) {
          several(cluster, filled);
        }
        if (rounds.contains(DEATHS)) {
          round(cluster, filled, WORKERS.get(WORKERS.size() - 1), killEvery);
        }
        EmbeddingRounds.Verdict verdict = filled.verdict();
        say("%s", verdict.words());
        good &= verdict.good();
      }
    }
    return good;
  }

  private void handOver() throws IOException, SQLException {
    HandOverCost.Cost cost = HandOverCost.measure(items);
    say(
        "claim and hand-over: %.2f ms CPU an item (goal: at most %.0f): leases %.2f here and %.2f in"
            + " PostgreSQL, messages %.2f",
        cost.all(), MOST_CPU_MS, cost.java(), cost.database(), cost.messages());
    good &= cost.all() <= MOST_CPU_MS;
  }

  private void several(BenchCluster cluster, EmbeddingRounds rounds)
      throws IOException, InterruptedException {
    double alone = 0;
    for (int i = 0; i < WORKERS.size(); i++) {
      double rate = round(cluster, rounds, WORKERS.get(i), Duration.ofDays(1));
      alone = i == 0 ? rate : alone;
      say("  ratio %.2f (goal: %.1f)", rate / alone, WANTED.get(i));
      good &= rate / alone >= WANTED.get(i);
    }
  }

  /**
   * Items a second.
   *
   * @param killEvery from one worker's death to the next; each is started again at once
   */
  private double round(
      BenchCluster cluster, EmbeddingRounds rounds, int workers, Duration killEvery)
      throws IOException, InterruptedException {
    String pack = rounds.begin();
    cluster.startWorkers(workers, pack);
    TimeUnit.MILLISECONDS.sleep(SETTLE.toMillis());
    Duration cpu = cpu(cluster);
    long begin = System.nanoTime();
    rounds.resume();
    int killed = 0;
    long next = begin + killEvery.toNanos();
    while (rounds.done() < items) {
      if (System.nanoTime() > next) {
        killed += cluster.killAndStart(pack, killEvery) ? 1 : 0;
        next += killEvery.toNanos();
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cpuMs = cpu(cluster).minus(cpu).toNanos() / 1e6 / items;
    say(
        "%d worker(s)%s: %,.1f s, %.1f items/s; the server's JVM took %.2f ms CPU an item",
        workers, killed > 0 ? ", " + killed + " killed" : "", seconds, items / seconds, cpuMs);
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
