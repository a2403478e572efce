package dev.muninn.node.members;

import dev.muninn.catalog.ClusterNodes.Notice;
import dev.muninn.cluster.internal.ClocksApart;
import dev.muninn.cluster.trust.Refusals;
import dev.muninn.node.members.NodeSignal.NodeFacts;
import dev.muninn.node.members.NodeSignal.Refused;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the nodes' answers say of peers that were turned away, and of clocks. */
final class NodeNotices {
  /** Of each node: an answer between nodes is small. */
  private static final int TOLD = 20;

  private NodeNotices() {}

  /** The latest of this node, as they are told to others. */
  static List<Refused> told(Refusals refusals) {
    List<Refusals.Refusal> all = refusals.last();
    return all.subList(Math.max(0, all.size() - TOLD), all.size()).stream()
        .map(one -> new Refused(one.at(), one.peer(), one.words(), one.times()))
        .toList();
  }

  /**
   * All of them, the latest first; a clock that is wrong now is one too.
   *
   * @param here the name of this node, whose clock the others are compared with
   * @param asked when the nodes were asked, by this node's clock
   * @param answered when the last of them had answered
   */
  static List<Notice> of(
      String here, Collection<NodeFacts> nodes, Instant asked, Instant answered) {
    Stream<Notice> refusals =
        nodes.stream()
            .flatMap(
                node ->
                    node.refusals().stream()
                        .map(
                            one ->
                                new Notice(
                                    one.at(), node.name(), one.peer(), one.words(), one.times())));
    Stream<Notice> clocks =
        nodes.stream().flatMap(node -> clock(here, node, asked, answered).stream());
    return Stream.concat(clocks, refusals)
        .sorted(Comparator.comparing(Notice::at).reversed())
        .toList();
  }

  private static Optional<Notice> clock(
      String here, NodeFacts node, Instant asked, Instant answered) {
    return node.at()
        .flatMap(
            at ->
                ClocksApart.words(at.toEpochMilli(), asked.toEpochMilli(), answered.toEpochMilli()))
        .map(words -> new Notice(answered, here, node.name(), words, 1));
  }
}
