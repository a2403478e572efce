package dev.muninn.node.members;

import akka.Done;
import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.receptionist.Receptionist;
import akka.cluster.Member;
import akka.cluster.sharding.ShardRegion.ClusterShardingStats;
import akka.cluster.sharding.typed.GetClusterShardingStats;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.typed.Cluster;
import dev.muninn.catalog.ClusterNodes;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.embedding.WorkerFacts;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.node.metrics.StageWork;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * {@link ClusterNodes} of the running cluster: membership as this node has heard it, shards from
 * their regions, leases from the database, and the rest from the nodes themselves. What does not
 * answer in time is left out.
 */
public final class LiveNodes implements ClusterNodes {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ActorSystem<?> system;
  private final LeaseCounts leases;
  private final StorageTroubles storage;
  private final StageWork work;
  private final Executor database;

  /**
   * @param work what all nodes did lately
   * @param database for statements, which block
   */
  public LiveNodes(ActorSystem<?> system, Databases databases, StageWork work, Executor database) {
    this.system = system;
    this.leases = new LeaseCounts(databases.writer());
    this.storage = new StorageTroubles(databases.writer());
    this.work = work;
    this.database = database;
  }

  @Override
  public CompletionStage<List<Node>> list() {
    CompletionStage<Map<Address, NodeSignal.NodeFacts>> hosts =
        byAddress(all(hosts(), NodeSignal.Describe::new));
    CompletionStage<Map<Address, WorkerFacts>> workers =
        byAddress(workers().thenCompose(found -> all(found, WorkerCommand.Describe::new)));
    CompletionStage<Map<Address, Integer>> shards = shards();
    CompletionStage<LeaseCounts.Alive> leased =
        CompletableFuture.supplyAsync(leases::now, database)
            .exceptionally(away -> LeaseCounts.Alive.UNKNOWN);
    return hosts
        .thenCombine(
            workers, (h, w) -> new NodeList(h, w, Map.of(), LeaseCounts.Alive.UNKNOWN, work))
        .thenCombine(shards, NodeList::withShards)
        .thenCombine(leased, NodeList::withLeases)
        .thenApply(found -> found.of(members(), unreachable()));
  }

  @Override
  public CompletionStage<List<Notice>> notices() {
    Instant asked = Instant.now();
    String here = NodeList.name(Cluster.get(system).selfMember());
    return all(hosts(), NodeSignal.Describe::new)
        .thenApply(answers -> NodeNotices.of(here, answers.values(), asked, Instant.now()))
        .thenCombine(
            CompletableFuture.supplyAsync(storage::now, database).exceptionally(away -> List.of()),
            LiveNodes::both);
  }

  /** What is so now before what was. */
  private static List<Notice> both(List<Notice> noted, List<Notice> now) {
    return Stream.concat(now.stream(), noted.stream()).toList();
  }

  private List<Member> members() {
    return StreamSupport.stream(Cluster.get(system).state().getMembers().spliterator(), false)
        .toList();
  }

  private Set<Member> unreachable() {
    return Cluster.get(system).state().getUnreachable();
  }

  @Override
  public CompletionStage<Boolean> drain(String name) {
    return members().stream()
        .filter(member -> NodeList.name(member).equals(name))
        .filter(member -> !unreachable().contains(member))
        .findFirst()
        .map(member -> drain(NodeHost.of(system, member)))
        .orElse(CompletableFuture.completedFuture(false));
  }

  private CompletionStage<Boolean> drain(ActorRef<NodeSignal> host) {
    return AskPattern.<NodeSignal, Done>ask(
            host, NodeSignal.Drain::new, PATIENCE, system.scheduler())
        .thenApply(done -> true);
  }

  private CompletionStage<Map<Address, Integer>> shards() {
    CompletableFuture<ClusterShardingStats> asked =
        AskPattern.ask(
                ClusterSharding.get(system).shardState(),
                (ActorRef<ClusterShardingStats> replyTo) ->
                    new GetClusterShardingStats(MediaItemKey.TYPE_KEY, PATIENCE, replyTo),
                PATIENCE.multipliedBy(2),
                system.scheduler())
            .toCompletableFuture();
    return asked
        .thenApply(
            stats ->
                stats.getRegions().entrySet().stream()
                    .collect(
                        Collectors.toMap(Map.Entry::getKey, e -> e.getValue().getStats().size())))
        .exceptionally(late -> Map.of());
  }

  /** Of the members that are in reach. */
  private Set<ActorRef<NodeSignal>> hosts() {
    Set<Member> away = unreachable();
    return members().stream()
        .filter(member -> !away.contains(member))
        .map(member -> NodeHost.of(system, member))
        .collect(Collectors.toUnmodifiableSet());
  }

  private CompletionStage<Set<ActorRef<WorkerCommand>>> workers() {
    return AskPattern.<Receptionist.Command, Receptionist.Listing>ask(
            system.receptionist(),
            replyTo -> Receptionist.find(WorkerCommand.WORKERS, replyTo),
            PATIENCE,
            system.scheduler())
        .thenApply(listing -> listing.getServiceInstances(WorkerCommand.WORKERS));
  }

  /** By the address of who answers; this node's own has its whole address too. */
  private <C, A> CompletionStage<Map<Address, A>> byAddress(
      CompletionStage<Map<ActorRef<C>, A>> answers) {
    Address self = Cluster.get(system).selfMember().address();
    return answers.thenApply(
        all -> {
          Map<Address, A> byAddress = new HashMap<>();
          all.forEach(
              (ref, answer) -> {
                Address at = ref.path().address();
                byAddress.put(at.hasLocalScope() ? self : at, answer);
              });
          return byAddress;
        });
  }

  private <C, A> CompletionStage<Map<ActorRef<C>, A>> all(
      Set<ActorRef<C>> refs, Function<ActorRef<A>, C> question) {
    Map<ActorRef<C>, CompletableFuture<Optional<A>>> asked = new HashMap<>();
    for (ActorRef<C> ref : refs) {
      asked.put(
          ref,
          AskPattern.<C, A>ask(ref, question::apply, PATIENCE, system.scheduler())
              .thenApply(Optional::of)
              .exceptionally(late -> Optional.empty())
              .toCompletableFuture());
    }
    return CompletableFuture.allOf(asked.values().toArray(CompletableFuture<?>[]::new))
        .thenApply(
            done -> {
              Map<ActorRef<C>, A> answered = new HashMap<>();
              asked.forEach(
                  (ref, answer) -> answer.join().ifPresent(there -> answered.put(ref, there)));
              return answered;
            });
  }
}
