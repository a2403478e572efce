package dev.muninn.node.bench.losses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.node.bench.ApiUser;
import dev.muninn.node.bench.chaos.ChaosDatabase;
import dev.muninn.node.bench.chaos.ItemLife;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What must hold when all nodes are there again and nothing is sent any more. */
final class Aftermath {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int POLL_MS = 200;

  private final LossCluster cluster;
  private final Goals goals;

  Aftermath(LossCluster cluster, Goals goals) {
    this.cluster = cluster;
    this.goals = goals;
  }

  /** As {@link #judge}, where the others took meanwhile what one node did not. */
  void judgeServed(List<Sender> senders) throws IOException, InterruptedException, SQLException {
    int beyond = senders.stream().mapToInt(Sender::beyondRetries).sum();
    int repeated = senders.stream().mapToInt(Sender::repeated).sum();
    int taken = senders.stream().mapToInt(sender -> sender.receipts().size()).sum();
    goals.correct(
        "no request fails beyond retries",
        beyond + ", " + repeated + " made again, " + taken + " taken",
        beyond == 0 && taken > 0);
    judge(senders);
  }

  /** Ends the senders, waits for the pipeline, and judges everything. */
  void judge(List<Sender> senders) throws IOException, InterruptedException, SQLException {
    Map<Long, String> receipts = new TreeMap<>();
    Map<Integer, Integer> refusals = new TreeMap<>();
    int never = 0;
    for (Sender sender : senders) {
      sender.finish(cluster.urls(), Duration.ofMinutes(2));
      receipts.putAll(sender.receipts());
      sender.refusals().forEach((status, count) -> refusals.merge(status, count, Integer::sum));
      never += sender.never();
    }
    goals.correct(
        "everything sent is taken in the end", receipts.size() + ", " + never + " not", never == 0);
    goals.correct("no answer but success and 503", refusals.toString(), refusals.isEmpty());
    quiet();
    journal(receipts);
    digests();
  }

  private void quiet() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode counts = counts();
    while (!settled(counts) && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
      counts = counts();
    }
    long accepted = counts.path("accepted").asLong();
    long ready = counts.path("ready").asLong();
    goals.correct(
        "every item becomes ready",
        ready + " of " + accepted + ", " + counts.path("quarantined") + " quarantined",
        ready == accepted && accepted > 0);
  }

  private JsonNode counts() throws IOException, InterruptedException {
    return cluster.client().get(cluster.node(1).seat().url(), "/pipeline").body();
  }

  private static boolean settled(JsonNode counts) {
    return counts.path("accepted").asLong() > 0
        && counts.path("waiting").asLong()
                + counts.path("running").asLong()
                + counts.path("failed").asLong()
            == 0;
  }

  private void journal(Map<Long, String> receipts) throws IOException, SQLException {
    List<String> doubled = new ArrayList<>();
    Set<String> known = new HashSet<>();
    try (ChaosDatabase journal = cluster.database().journal()) {
      journal.lives(life -> enter(life, doubled, known));
    }
    goals.none("double effect in the journal", doubled);
    goals.none(
        "receipt without its item in the journal",
        receipts.values().stream().filter(item -> !known.contains(item)).toList());
  }

  private static void enter(ItemLife life, List<String> doubled, Set<String> known) {
    doubled.addAll(life.judged());
    known.add(life.id().substring(life.id().lastIndexOf('.') + 1));
  }

  /** What each node derived from the journal, its own vector index included. */
  private void digests() throws IOException, InterruptedException {
    Map<String, String> byNode = new TreeMap<>();
    for (LossNode node : cluster.nodes()) {
      ApiUser.Answer answer = cluster.client().get(node.seat().url(), "/digest");
      byNode.put(node.seat().name(), answer.body().path("digest").asText(answer.body().toString()));
    }
    boolean equal = new HashSet<>(byNode.values()).size() == 1;
    goals.correct(
        "the replay digest is the same on all nodes",
        equal ? byNode.values().iterator().next().substring(0, 12) + "…" : byNode.toString(),
        equal);
  }
}
