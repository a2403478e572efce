package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.Launcher;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Each node ends in order (SIGTERM) and comes back, the oldest last: what its items let wait while
 * their shards are handed over.
 */
final class LeaveRound implements Round {
  private static final int ITEMS = 36;
  private static final int ASKED = 18;
  private static final int SHARDS = 4;
  private static final double AWAY_S = 1;

  /** How busy the machine is: what the slowest answer takes when nobody leaves. */
  private static final int BEFORE_S = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(300);

  @Override
  public void run(LossCluster cluster, Goals goals)
      throws IOException, InterruptedException, SQLException {
    Load load = new Load(cluster);
    List<Long> items = load.items(ITEMS).subList(0, ASKED);
    List<Sender> senders = load.senders();
    leave("SIGTERM", cluster, cluster.node(3), items, goals);
    leave("SIGTERM, another", cluster, cluster.node(2), items, goals);
    leave("SIGTERM, the oldest", cluster, cluster.node(1), items, goals);
    int beyond = senders.stream().mapToInt(Sender::beyondRetries).sum();
    int repeated = senders.stream().mapToInt(Sender::repeated).sum();
    goals.correct(
        "no request fails beyond retries", beyond + ", " + repeated + " made again", beyond == 0);
    new Aftermath(cluster, goals).judge(senders);
  }

  private static void leave(
      String what, LossCluster cluster, LossNode leaving, List<Long> items, Goals goals)
      throws IOException, InterruptedException {
    new Load(cluster).awaitShards(leaving, SHARDS);
    try (Probe probe =
        Probe.start(cluster.client(), cluster.urlsBut(leaving).get(0), items, PAUSE)) {
      probe.begin();
      probe.back(PATIENCE);
      probe.begin();
      TimeUnit.SECONDS.sleep(BEFORE_S);
      double before = probe.longest().seconds();
      long begin = probe.begin();
      leaving.terminate();
      int code = leaving.awaitEnd();
      double seconds = (System.nanoTime() - begin) / 1e9;
      TimeUnit.MILLISECONDS.sleep(2 * PAUSE.toMillis());
      probe.back(PATIENCE);
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
