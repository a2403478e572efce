package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.Launcher;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** One node is killed (kill -9), then the oldest. */
final class KillRound implements Round {
  private static final double BACK_S = 15;
  private static final double AWAY_S = 3;

  @Override
  public void run(LossCluster cluster, Goals goals)
      throws IOException, InterruptedException, SQLException {
    ProbedItems items = new ProbedItems(cluster);
    List<Sender> senders = new Load(cluster).senders();
    kill("kill -9", cluster, cluster.node(3), items, goals);
    kill("kill -9 of the oldest", cluster, cluster.node(1), items, goals);
    new Aftermath(cluster, goals).judgeServed(senders);
  }

  private static void kill(
      String what, LossCluster cluster, LossNode victim, ProbedItems items, Goals goals)
      throws IOException, InterruptedException {
    try (Probe probe = items.probeBut(victim)) {
      Instant moment = Instant.now();
      probe.begin();
      victim.kill();
      List<Double> back = probe.back(ProbedItems.PATIENCE);
      goals.timing(what + ": shards back", back.get(back.size() - 1), BACK_S);
      goals.say(
          "    "
              + back.stream().filter(seconds -> seconds > AWAY_S).count()
              + " of "
              + items.count()
              + " items were away; "
              + Timeline.since(moment, cluster.nodes().stream().filter(n -> n != victim).toList()));
    }
    victim.start(Launcher.home(), "");
    victim.awaitReady();
  }
}
