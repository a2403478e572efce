package dev.muninn.node.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Doctor's look at the nodes of the cluster. */
record NodesCheck(Api api, Clock clock, Consumer<String> fine, Consumer<String> bad) {
  /** What was noted earlier is history; `muninn nodes` still tells it. */
  private static final Duration LATE = Duration.ofHours(1);

  void run() {
    api.find("/nodes", NodesWire.Nodes.class).ifPresent(this::look);
  }

  private void look(NodesWire.Nodes all) {
    all.nodes().stream()
        .filter(node -> !node.reachable())
        .forEach(
            node ->
                bad.accept(
                    "the node "
                        + Texts.printable(node.name())
                        + " at "
                        + Texts.printable(node.address())
                        + " is out of reach; its log or its machine says more"));
    all.notices().stream()
        .filter(notice -> Instant.parse(notice.at()).isAfter(clock.instant().minus(LATE)))
        .forEach(notice -> bad.accept(NodesCommand.words(notice)));
    fine.accept(Texts.count(all.nodes().size(), "node") + " in the cluster");
  }
}
