package dev.muninn.cluster.shard;

import akka.actor.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.sharding.ClusterSharding;
import akka.cluster.sharding.ClusterShardingSettings;
import akka.cluster.sharding.ShardCoordinator;
import akka.cluster.sharding.typed.javadsl.Entity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Map;
import scala.collection.immutable.Set;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Takes the shards from a node that is about to end, one at a time, before its region ends: Akka
 * itself stops all of them first and then places one after the other, so that the last one's items
 * are away for as long as all of it takes. Else shards lie and move as Akka's default strategy
 * says, as seldom as before. See docs/adr/0019-shards-leave-one-at-a-time.md.
 *
 * <p>Asked by one coordinator, each {@code rebalance-interval}.
 */
public final class EarlyHandOver
    implements ShardCoordinator.ActorSystemDependentAllocationStrategy {
  /** How long a shard that was taken and lies nowhere yet keeps others waiting. */
  static final Duration PLACING = Duration.ofSeconds(2);

  /** Akka's default rebalance-interval. */
  static final Duration BALANCE_EVERY = Duration.ofSeconds(10);

  private final ShardCoordinator.ShardAllocationStrategy usual;
  private final Predicate<ActorRef> leaving;
  private final LongSupplier nanoTime;
  private Optional<String> taken = Optional.empty();
  private long takenAt;
  private long balancedAt;

  /**
   * @param leaving whether a region is on a node that is about to end
   */
  EarlyHandOver(
      ShardCoordinator.ShardAllocationStrategy usual,
      Predicate<ActorRef> leaving,
      LongSupplier nanoTime) {
    this.usual = usual;
    this.leaving = leaving;
    this.nanoTime = nanoTime;
    this.balancedAt = nanoTime.getAsLong();
  }

  /** The same entity, whose shards leave in this way. */
  public static <M, E> Entity<M, E> of(ActorSystem<?> system, Entity<M, E> entity) {
    akka.actor.ActorSystem classic = Adapter.toClassic(system);
    return entity.withAllocationStrategy(
        new EarlyHandOver(
            ClusterSharding.get(classic)
                .defaultShardAllocationStrategy(ClusterShardingSettings.create(classic)),
            LeavingNodes.of(system)::holds,
            System::nanoTime));
  }

  @Override
  public void start(akka.actor.ActorSystem system) {
    if (usual instanceof ShardCoordinator.ActorSystemDependentAllocationStrategy dependent) {
      dependent.start(system);
    }
  }

  /** Not on one that is about to end, unless all are. */
  @Override
  public Future<ActorRef> allocateShard(
      ActorRef requester, String shard, Map<ActorRef, IndexedSeq<String>> regions) {
    Map<ActorRef, IndexedSeq<String>> staying = staying(regions);
    return usual.allocateShard(requester, shard, staying.isEmpty() ? regions : staying);
  }

  @Override
  public Future<Set<String>> rebalance(
      Map<ActorRef, IndexedSeq<String>> regions, Set<String> moving) {
    Map<ActorRef, IndexedSeq<String>> staying = staying(regions);
    if (staying.size() < regions.size() && staying.nonEmpty()) {
      return Future.successful(next(regions, moving));
    }
    long now = nanoTime.getAsLong();
    if (now - balancedAt < BALANCE_EVERY.toNanos()) {
      return Future.successful(none());
    }
    balancedAt = now;
    return usual.rebalance(regions, moving);
  }

  private Map<ActorRef, IndexedSeq<String>> staying(Map<ActorRef, IndexedSeq<String>> regions) {
    List<ActorRef> all = CollectionConverters.asJava(regions.keySet()).stream().toList();
    return regions.removedAll(CollectionConverters.asScala(all.stream().filter(leaving).toList()));
  }

  private Set<String> next(Map<ActorRef, IndexedSeq<String>> regions, Set<String> moving) {
    long now = nanoTime.getAsLong();
    taken =
        taken.filter(
            shard -> !shards(regions, false).contains(shard) && now - takenAt <= PLACING.toNanos());
    if (moving.nonEmpty() || taken.isPresent()) {
      // the coordinator serves one waiting request for a place after each write, in no order: while
      // more and more shards move, an unlucky one would wait until all of them have
      return none();
    }
    taken = shards(regions, true).stream().findFirst();
    takenAt = now;
    return CollectionConverters.asScala(taken.stream().toList()).toSet();
  }

  /** Of regions that are on nodes that leave, or of the others. */
  private List<String> shards(Map<ActorRef, IndexedSeq<String>> regions, boolean ofLeaving) {
    List<String> shards = new ArrayList<>();
    CollectionConverters.asJava(regions)
        .forEach(
            (region, its) -> {
              if (leaving.test(region) == ofLeaving) {
                shards.addAll(CollectionConverters.asJava(its));
              }
            });
    return shards;
  }

  private static Set<String> none() {
    return CollectionConverters.asScala(List.<String>of()).toSet();
  }
}
