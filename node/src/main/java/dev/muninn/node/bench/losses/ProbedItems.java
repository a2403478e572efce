package dev.muninn.node.bench.losses;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Items of a cluster that are asked again and again while a node is lost. Of one thread. */
final class ProbedItems {
  /** How long an item may be away before it counts as lost for good. */
  static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Between an item's answer and the next question to it. */
  static final Duration PAUSE = Duration.ofMillis(300);

  private static final int ITEMS = 36;
  private static final int ASKED = 18;
  private static final int SHARDS = 4;

  private final LossCluster cluster;
  private final Load load;
  private final List<Long> asked;

  /** Sends them. */
  ProbedItems(LossCluster cluster) throws IOException, InterruptedException {
    this.cluster = cluster;
    this.load = new Load(cluster);
    this.asked = load.items(ITEMS).subList(0, ASKED);
  }

  int count() {
    return asked.size();
  }

  /** Asks through another node than this one, once this one has shards to lose and all answer. */
  Probe probeBut(LossNode away) throws IOException, InterruptedException {
    load.awaitShards(away, SHARDS);
    Probe probe = Probe.start(cluster.client(), cluster.urlsBut(away).get(0), asked, PAUSE);
    probe.begin();
    probe.back(PATIENCE);
    return probe;
  }
}
