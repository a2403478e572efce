package dev.muninn.node.cli;

import java.util.List;

/** What the commands on nodes read. */
final class NodesWire {
  private NodesWire() {}

  record Nodes(List<Node> nodes, List<Notice> notices) {
    Nodes {
      nodes = nodes == null ? List.of() : List.copyOf(nodes);
      notices = notices == null ? List.of() : List.copyOf(notices);
    }
  }

  record Notice(String at, String node, String peer, String words, int times) {}

  record Node(
      String name,
      String address,
      List<String> roles,
      String state,
      boolean reachable,
      String version,
      Integer shards,
      long leases,
      String startedAt,
      List<Model> models,
      List<Lack> lacks,
      List<Card> cards,
      List<Work> work) {
    Node {
      roles = roles == null ? List.of() : List.copyOf(roles);
      models = models == null ? List.of() : List.copyOf(models);
      lacks = lacks == null ? List.of() : List.copyOf(lacks);
      cards = cards == null ? List.of() : List.copyOf(cards);
      work = work == null ? List.of() : List.copyOf(work);
    }
  }

  record Model(String space, List<String> towers, String device, double picturesPerSecond) {
    Model {
      towers = towers == null ? List.of() : List.copyOf(towers);
    }
  }

  record Lack(String space, String model, String words) {}

  record Card(String name, Integer memoryUsedMiB, Integer memoryTotalMiB, Integer celsius) {}

  record Work(String stage, long leases, long lastMinute, long lastHour) {}

  record Draining(String name) {}
}
