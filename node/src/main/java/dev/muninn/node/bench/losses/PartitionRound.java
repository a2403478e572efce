package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.Launcher;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A node is cut off while both sides are sent pictures, the same ones: first the oldest from the
 * other nodes alone, so that both sides can write to the journal, as when the port of a switch
 * fails; then another one from everything, as when its cable is pulled.
 */
final class PartitionRound implements Round {
  private static final double BACK_S = 15;
  private static final Duration SENDING = Duration.ofMillis(1500);

  /** On either side; one that waits for an item of the other side must not keep all waiting. */
  private static final int SENDERS = 6;

  private static final long APART = 100_000;

  private final List<Sender> senders = new ArrayList<>();

  @Override
  public void run(LossCluster cluster, Goals goals)
      throws IOException, InterruptedException, SQLException {
    ProbedItems items = new ProbedItems(cluster);
    cut("the oldest, which still reaches PostgreSQL", 1, false, cluster, items, goals);
    cut("a node from everything", 3, true, cluster, items, goals);
    goals.none("picture that became two items", divergent());
    new Aftermath(cluster, goals).judge(senders);
  }

  private void cut(
      String what, int number, boolean fromAll, LossCluster cluster, ProbedItems items, Goals goals)
      throws IOException, InterruptedException {
    LossNode loser = cluster.node(number);
    List<String> others = cluster.urlsBut(loser);
    List<Sender> there = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      long first = APART * (senders.size() + 1);
      there.add(sender(cluster, Sender.Manners.HASTY, List.of(loser.seat().url()), first));
      sender(cluster, Sender.Manners.PATIENT, others, first);
    }
    try (Probe probe = items.probeBut(loser)) {
      int before = taken(there);
      Instant moment = Instant.now();
      long begin = probe.begin();
      Cables.cutFromNodes(number);
      if (fromAll) {
        Cables.cutFromFront(number);
      }
      List<Double> back = probe.back(ProbedItems.PATIENCE);
      int code = loser.awaitEnd();
      double ended = (System.nanoTime() - begin) / 1e9;
      goals.timing("cut off: " + what + ": shards back", back.get(back.size() - 1), BACK_S);
      goals.correct(
          "it ends itself, and says why",
          String.format(Locale.ROOT, "%d, after %.1f s at most: %s", code, ended, words(loser)),
          code == 1 && words(loser).contains("the cluster removed this node"));
      goals.say(
          "    it took "
              + (taken(there) - before)
              + " pictures after the cut; the others: "
              + Timeline.since(moment, cluster.nodes().stream().filter(n -> n != loser).toList())
              + "; itself: "
              + Timeline.since(moment, List.of(loser)));
    }
    Cables.heal(number);
    loser.start(Launcher.home(), "");
    loser.awaitReady();
    senders.forEach(Sender::stop);
    long members = new Load(cluster).members(loser);
    goals.correct("the cable is back: it joins again", members + " of 3 are members", members == 3);
  }

  private static int taken(List<Sender> senders) {
    return senders.stream().mapToInt(sender -> sender.receipts().size()).sum();
  }

  private Sender sender(
      LossCluster cluster, Sender.Manners manners, List<String> urls, long first) {
    Sender sender = Sender.start(cluster.client(), manners, urls, first, SENDING);
    senders.add(sender);
    return sender;
  }

  /** The last line of its console. */
  private static String words(LossNode node) throws IOException {
    String said = node.said().strip();
    return said.substring(said.lastIndexOf('\n') + 1);
  }

  /** Two senders begin at the same number, one on either side. */
  private List<String> divergent() {
    List<String> found = new ArrayList<>();
    for (int i = 0; i + 1 < senders.size(); i += 2) {
      Map<Long, String> there = senders.get(i + 1).receipts();
      senders
          .get(i)
          .receipts()
          .forEach(
              (number, item) -> {
                if (!there.getOrDefault(number, item).equals(item)) {
                  found.add(number + ": " + item + " and " + there.get(number));
                }
              });
    }
    return found;
  }
}
