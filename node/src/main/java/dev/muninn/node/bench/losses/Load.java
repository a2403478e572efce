package dev.muninn.node.bench.losses;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What every round has going on: a sender at each gateway, and items that are asked. */
final class Load {
  /** Pictures of a sender begin at a multiple of it. */
  private static final long APART = 100_000;

  private static final Duration PAUSE = Duration.ofMillis(700);
  private static final int TRIES = 100;

  private final LossCluster cluster;

  Load(LossCluster cluster) {
    this.cluster = cluster;
  }

  /** Starts one for each node, which prefers that node's gateway and goes on to the others. */
  List<Sender> senders() {
    return senders(Sender.Manners.PATIENT);
  }

  List<Sender> senders(Sender.Manners manners) {
    List<String> urls = cluster.urls();
    List<Sender> senders = new ArrayList<>();
    for (int i = 0; i < urls.size(); i++) {
      int shift = i;
      List<String> ordered =
          IntStream.range(0, urls.size())
              .mapToObj(n -> urls.get((n + shift) % urls.size()))
              .toList();
      senders.add(Sender.start(cluster.client(), manners, ordered, APART * (i + 1), PAUSE));
    }
    return senders;
  }

  /** Sends so many pictures, the numbers 0 and following, until each has its receipt. */
  List<Long> items(int count) throws IOException, InterruptedException {
    List<Long> numbers = Probe.numbers(0, count);
    List<String> urls = cluster.urls();
    for (long number : numbers) {
      for (int i = 0; !taken(urls.get(i % urls.size()), number); i++) {
        if (i == TRIES) {
          throw new IOException("the cluster does not take pictures");
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    return numbers;
  }

  private boolean taken(String url, long number) throws InterruptedException {
    try {
      return cluster.client().upload(url, number, Duration.ofSeconds(30)).good();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Waits until a node holds shards: what it holds can be lost. */
  void awaitShards(LossNode of, int atLeast) throws IOException, InterruptedException {
    for (int i = 0; shards(of) < atLeast; i++) {
      if (i == TRIES * 6) {
        throw new IOException(of.seat().name() + " got no shards");
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** How many nodes are up and in reach, as another one than this sees it. */
  long members(LossNode but) throws IOException, InterruptedException {
    long up = 0;
    for (JsonNode node : nodes(but)) {
      up += node.path("state").asText().equals("up") && node.path("reachable").asBoolean() ? 1 : 0;
    }
    return up;
  }

  private JsonNode nodes(LossNode but) throws IOException, InterruptedException {
    return cluster.client().get(cluster.urlsBut(but).get(0), "/nodes").body().path("nodes");
  }

  /** How many steps of these stages each node finished within the hour, by its name. */
  Map<String, Long> steps(Set<String> stages) throws IOException, InterruptedException {
    return work(stages, "lastHour");
  }

  /** How many steps of these stages each node has in hand, by its name. */
  Map<String, Long> leases(Set<String> stages) throws IOException, InterruptedException {
    return work(stages, "leases");
  }

  private Map<String, Long> work(Set<String> stages, String field)
      throws IOException, InterruptedException {
    Map<String, Long> sums = new TreeMap<>();
    for (JsonNode node : nodes(cluster.node(2))) {
      long sum = 0;
      for (JsonNode work : node.path("work")) {
        sum += stages.contains(work.path("stage").asText()) ? work.path(field).asLong() : 0;
      }
      sums.put(node.path("name").asText(), sum);
    }
    return sums;
  }

  private int shards(LossNode of) throws IOException, InterruptedException {
    for (JsonNode node : nodes(of)) {
      if (node.path("name").asText().equals(of.seat().name())) {
        return node.path("shards").asInt();
      }
    }
    return 0;
  }
}
