package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.Launcher;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One node is killed (kill -9), then the oldest, then one ends in order (SIGTERM). */
final class KillRound implements Round {
  private static final int ITEMS = 36;
  private static final int ASKED = 18;
  private static final int SHARDS = 4;
  private static final double BACK_S = 15;
  private static final double HANDED_OVER_S = 1;

  /** How busy the machine is: what the slowest answer takes when nothing is lost. */
  private static final int BEFORE_S = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(300);

  @Override
  public void run(LossCluster cluster, Goals goals)
      throws IOException, InterruptedException, SQLException {
    Load load = new Load(cluster);
    List<Long> items = load.items(ITEMS).subList(0, ASKED);
    List<Sender> senders = load.senders();
    kill("kill -9", cluster, cluster.node(3), items, goals);
    kill("kill -9 of the oldest", cluster, cluster.node(1), items, goals);
    end(cluster, cluster.node(2), items, goals);
    int beyond = senders.stream().mapToInt(Sender::beyondRetries).sum();
    int repeated = senders.stream().mapToInt(Sender::repeated).sum();
    goals.correct(
        "no request fails beyond retries", beyond + ", " + repeated + " made again", beyond == 0);
    new Aftermath(cluster, goals).judge(senders);
  }

  private static void kill(
      String what, LossCluster cluster, LossNode victim, List<Long> items, Goals goals)
      throws IOException, InterruptedException {
    new Load(cluster).awaitShards(victim, SHARDS);
    try (Probe probe =
        Probe.start(cluster.client(), cluster.urlsBut(victim).get(0), items, PAUSE)) {
      probe.begin();
      probe.back(PATIENCE);
      Instant moment = Instant.now();
      probe.begin();
      victim.kill();
      List<Double> back = probe.back(PATIENCE);
      goals.timing(what + ": shards back", back.get(back.size() - 1), BACK_S);
      goals.say(
          "    "
              + back.stream().filter(seconds -> seconds > 3).count()
              + " of "
              + items.size()
              + " items were away; "
              + Timeline.since(moment, cluster.nodes().stream().filter(n -> n != victim).toList()));
    }
    victim.start(Launcher.home(), "");
    victim.awaitReady();
  }

  private static void end(LossCluster cluster, LossNode victim, List<Long> items, Goals goals)
      throws IOException, InterruptedException {
    new Load(cluster).awaitShards(victim, SHARDS);
    try (Probe probe =
        Probe.start(cluster.client(), cluster.urlsBut(victim).get(0), items, PAUSE)) {
      probe.begin();
      probe.back(PATIENCE);
      probe.begin();
      TimeUnit.SECONDS.sleep(BEFORE_S);
      double before = probe.longest();
      long begin = probe.begin();
      victim.terminate();
      int code = victim.awaitEnd();
      double seconds = (System.nanoTime() - begin) / 1e9;
      TimeUnit.MILLISECONDS.sleep(2 * PAUSE.toMillis());
      probe.back(PATIENCE);
      goals.timing("SIGTERM: an item is away for", probe.longest(), HANDED_OVER_S);
      goals.say("    in the seconds before, the slowest answer took %.2f s".formatted(before));
      goals.correct(
          "SIGTERM ends with 0",
          String.format(Locale.ROOT, "%d after %.1f s", code, seconds),
          code == 0);
    }
    victim.start(Launcher.home(), "");
    victim.awaitReady();
  }
}
