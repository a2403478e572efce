package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.Launcher;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Each node ends in order (SIGTERM) and comes back, the oldest last: what its items let wait while
 * their shards are handed over.
 */
final class LeaveRound implements Round {
  private static final double AWAY_S = 1;

  /** How busy the machine is: what the slowest answer takes when nobody leaves. */
  private static final int BEFORE_S = 4;

  @Override
  public void run(LossCluster cluster, Goals goals)
      throws IOException, InterruptedException, SQLException {
    ProbedItems items = new ProbedItems(cluster);
    List<Sender> senders = new Load(cluster).senders();
    leave("SIGTERM", cluster.node(3), items, goals);
    leave("SIGTERM, another", cluster.node(2), items, goals);
    leave("SIGTERM, the oldest", cluster.node(1), items, goals);
    new Aftermath(cluster, goals).judgeServed(senders);
  }

  private static void leave(String what, LossNode leaving, ProbedItems items, Goals goals)
      throws IOException, InterruptedException {
    try (Probe probe = items.probeBut(leaving)) {
      probe.begin();
      TimeUnit.SECONDS.sleep(BEFORE_S);
      double before = probe.longest().seconds();
      long begin = probe.begin();
      leaving.terminate();
      int code = leaving.awaitEnd();
      double seconds = (System.nanoTime() - begin) / 1e9;
      TimeUnit.MILLISECONDS.sleep(2 * ProbedItems.PAUSE.toMillis());
      probe.back(ProbedItems.PATIENCE);
      Probe.Wait longest = probe.longest();
      goals.timing(what + ": an item is away for", longest.seconds(), AWAY_S);
      goals.say(
          "    item %d, %.2f s after the signal; in the seconds before it, the slowest answer took %.2f s"
              .formatted(longest.number(), longest.from(), before));
      goals.correct(
          what + " ends with 0",
          String.format(Locale.ROOT, "%d after %.1f s", code, seconds),
          code == 0);
    }
    leaving.start(Launcher.home(), "");
    leaving.awaitReady();
  }
}
