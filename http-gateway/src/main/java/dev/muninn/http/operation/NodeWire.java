package dev.muninn.http.operation;

import dev.muninn.catalog.ClusterNodes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Bodies of the routes on nodes. */
public final class NodeWire {
  private NodeWire() {}

  /** {@code notices}: who was turned away or has a wrong clock, the latest first. */
  public record Nodes(List<Node> nodes, List<Notice> notices) {
    static Nodes of(List<ClusterNodes.Node> all, List<ClusterNodes.Notice> notices) {
      return new Nodes(
          all.stream().map(Node::of).toList(), notices.stream().map(Notice::of).toList());
    }
  }

  /** {@code node} noted it of {@code peer}, {@code times} times, last at {@code at}. */
  public record Notice(Instant at, String node, String peer, String words, int times) {
    static Notice of(ClusterNodes.Notice n) {
      return new Notice(n.at(), n.node(), n.peer(), n.words(), n.times());
    }
  }

  /** {@code state} of its membership; {@code shards} is missing on a node that holds none. */
  public record Node(
      String name,
      String address,
      List<String> roles,
      String state,
      boolean reachable,
      String version,
      Optional<Integer> shards,
      long leases,
      Optional<Instant> startedAt,
      List<Model> models,
      List<Lack> lacks,
      List<Card> cards,
      List<Work> work) {
    static Node of(ClusterNodes.Node n) {
      return new Node(
          n.name(),
          n.address(),
          n.roles(),
          n.state(),
          n.reachable(),
          n.version(),
          n.shards().stream().boxed().findFirst(),
          n.leases(),
          n.startedAt(),
          n.models().stream().map(Model::of).toList(),
          n.lacks().stream().map(l -> new Lack(l.space(), l.model(), l.words())).toList(),
          n.cards().stream().map(Card::of).toList(),
          n.work().stream().map(Work::of).toList());
    }
  }

  /** What its worker embeds with; {@code picturesPerSecond} is 0 before the first batch. */
  public record Model(String space, List<String> towers, String device, double picturesPerSecond) {
    static Model of(ClusterNodes.Model m) {
      return new Model(
          m.space(), m.towers().stream().sorted().toList(), m.device(), m.picturesPerSecond());
    }
  }

  /** A space that its worker has no model of: {@code words} say what to do. */
  public record Lack(String space, String model, String words) {}

  /** A graphics card now; what it does not tell is missing. */
  public record Card(
      String name,
      Optional<Integer> memoryUsedMiB,
      Optional<Integer> memoryTotalMiB,
      Optional<Integer> celsius) {
    static Card of(ClusterNodes.Card c) {
      return new Card(
          c.name(), some(c.memoryUsedMiB()), some(c.memoryTotalMiB()), some(c.celsius()));
    }

    private static Optional<Integer> some(OptionalInt number) {
      return number.stream().boxed().findFirst();
    }
  }

  /** Its part in a stage: what it holds, and the steps that it finished lately. */
  public record Work(String stage, long leases, long lastMinute, long lastHour) {
    static Work of(ClusterNodes.Work w) {
      return new Work(w.stage().word(), w.leases(), w.lastMinute(), w.lastHour());
    }
  }

  public record Draining(String name) {}
}
