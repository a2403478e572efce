package dev.muninn.node.members;

import akka.actor.Address;
import akka.cluster.Member;
import dev.muninn.catalog.ClusterNodes.Card;
import dev.muninn.catalog.ClusterNodes.Lack;
import dev.muninn.catalog.ClusterNodes.Model;
import dev.muninn.catalog.ClusterNodes.Node;
import dev.muninn.catalog.ClusterNodes.Work;
import dev.muninn.cluster.ClusterConfig;
import dev.muninn.cluster.NodeRole;
import dev.muninn.embedding.Tower;
import dev.muninn.embedding.WorkerFacts;
import dev.muninn.media.StageName;
import dev.muninn.node.metrics.StageWork;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** What was found out of the nodes, by address or name, put together as a list of the members. */
record NodeList(
    Map<Address, NodeSignal.NodeFacts> hosts,
    Map<Address, WorkerFacts> workers,
    Map<Address, Integer> shards,
    LeaseCounts.Alive leases,
    StageWork work) {

  NodeList withShards(Map<Address, Integer> found) {
    return new NodeList(hosts, workers, found, leases, work);
  }

  NodeList withLeases(LeaseCounts.Alive found) {
    return new NodeList(hosts, workers, shards, found, work);
  }

  List<Node> of(Collection<Member> members, Set<Member> unreachable) {
    return members.stream()
        .map(member -> node(member, !unreachable.contains(member)))
        .sorted(Comparator.comparing(Node::name).thenComparing(Node::address))
        .toList();
  }

  private Node node(Member member, boolean reachable) {
    String name = name(member);
    Optional<WorkerFacts> worker = Optional.ofNullable(workers.get(member.address()));
    Optional<Instant> startedAt =
        Optional.ofNullable(hosts.get(member.address())).map(NodeSignal.NodeFacts::startedAt);
    return new Node(
        name,
        member.address().getHost().orElse("?") + ":" + member.address().getPort().orElse(0),
        member.getRoles().stream().filter(NodeList::isOurs).sorted().toList(),
        member.status().toString().toLowerCase(Locale.ROOT),
        reachable,
        member.appVersion().version(),
        shards(member),
        leases.claimed().getOrDefault(name, 0L),
        startedAt,
        worker.map(NodeList::models).orElse(List.of()),
        worker.map(NodeList::lacks).orElse(List.of()),
        worker.map(NodeList::cards).orElse(List.of()),
        work(name));
  }

  private List<Work> work(String name) {
    Map<StageName, Long> held = leases.held().getOrDefault(name, Map.of());
    Map<StageName, StageWork.Done> done =
        work.of(name).stream().collect(Collectors.toMap(StageWork.Done::stage, one -> one));
    return Arrays.stream(StageName.values())
        .filter(stage -> held.containsKey(stage) || done.containsKey(stage))
        .map(
            stage -> {
              StageWork.Done lately = done.getOrDefault(stage, new StageWork.Done(stage, 0, 0));
              return new Work(
                  stage, held.getOrDefault(stage, 0L), lately.lastMinute(), lately.lastHour());
            })
        .toList();
  }

  private static List<Lack> lacks(WorkerFacts facts) {
    return facts.lacks().stream()
        .map(one -> new Lack(one.space().id(), one.pack(), one.words()))
        .toList();
  }

  private static List<Card> cards(WorkerFacts facts) {
    return facts.cards().stream()
        .map(one -> new Card(one.name(), one.memoryUsedMiB(), one.memoryTotalMiB(), one.celsius()))
        .toList();
  }

  /** The coordinator has no region of a core node that holds none yet. */
  private OptionalInt shards(Member member) {
    return member.hasRole(NodeRole.CORE.word())
        ? OptionalInt.of(shards.getOrDefault(member.address(), 0))
        : OptionalInt.empty();
  }

  /** The name that the member was given. */
  static String name(Member member) {
    return member.getRoles().stream()
        .filter(role -> role.startsWith(ClusterConfig.NAME_ROLE))
        .map(role -> role.substring(ClusterConfig.NAME_ROLE.length()))
        .findFirst()
        .orElse("?");
  }

  private static boolean isOurs(String role) {
    return Set.of(NodeRole.values()).stream().anyMatch(one -> one.word().equals(role));
  }

  private static List<Model> models(WorkerFacts facts) {
    return facts.models().stream()
        .map(
            model ->
                new Model(
                    model.space().id(),
                    model.towers().stream()
                        .map(NodeList::word)
                        .collect(Collectors.toUnmodifiableSet()),
                    model.device(),
                    model.picturesPerSecond()))
        .toList();
  }

  private static String word(Tower tower) {
    return tower.name().toLowerCase(Locale.ROOT);
  }
}
