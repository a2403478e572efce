package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.Launcher;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * All nodes are restarted one after the other (SIGTERM) while pictures are sent, from an older
 * build to this one.
 */
final class RollingRound implements Round {
  @Override
  public void run(LossCluster cluster, Goals goals)
      throws IOException, InterruptedException, SQLException {
    Load load = new Load(cluster);
    load.items(6);
    List<Sender> senders = load.senders();
    for (LossNode node : cluster.nodes()) {
      load.awaitShards(node, 1);
      node.terminate();
      int code = node.awaitEnd();
      goals.correct(node.seat().name() + " ends with 0", String.valueOf(code), code == 0);
      node.start(Launcher.home(), "");
      node.awaitReady();
    }
    goals.say("    versions: " + versions(cluster));
    new Aftermath(cluster, goals).judgeServed(senders);
  }

  private static List<String> versions(LossCluster cluster)
      throws IOException, InterruptedException {
    return cluster
        .client()
        .get(cluster.node(1).seat().url(), "/nodes")
        .body()
        .path("nodes")
        .findValuesAsText("version");
  }
}
