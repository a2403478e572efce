package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.Launcher;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One node is killed (kill -9), then the oldest. */
final class KillRound implements Round {
  private static final int ITEMS = 36;
  private static final int ASKED = 18;
  private static final int SHARDS = 4;
  private static final double BACK_S = 15;

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
}
