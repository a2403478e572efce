package dev.muninn.cluster.shard;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.sharding.ClusterSharding;
import akka.cluster.sharding.ShardRegion;
import akka.pattern.Patterns;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** How many shards lie on this node, over all types of entities. Thread-safe. */
public final class OwnShards {
  /** A region asks its shards, and one that is just being stopped says nothing. */
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final ClusterSharding sharding;

  public OwnShards(ActorSystem<?> system) {
    this.sharding = ClusterSharding.get(Adapter.toClassic(system));
  }

  /**
   * Blocks for as long as the regions need to answer; empty where one does not, as while shards
   * move.
   */
  public OptionalInt count() {
    List<CompletableFuture<Integer>> asked =
        sharding.getShardTypeNames().stream().map(this::ofType).toList();
    try {
      return OptionalInt.of(asked.stream().mapToInt(CompletableFuture::join).sum());
    } catch (CompletionException busy) {
      return OptionalInt.empty();
    }
  }

  private CompletableFuture<Integer> ofType(String type) {
    return Patterns.ask(
            sharding.shardRegion(type), ShardRegion.getShardRegionStateInstance(), PATIENCE)
        .thenApply(ShardRegion.CurrentShardRegionState.class::cast)
        .thenApply(state -> state.getShards().size() + state.getFailed().size())
        .toCompletableFuture();
  }
}
