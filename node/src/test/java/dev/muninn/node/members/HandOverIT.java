package dev.muninn.node.members;

import static dev.muninn.node.members.TestMembers.await;
import static dev.muninn.node.members.TestMembers.members;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.cluster.typed.Cluster;
import dev.muninn.cluster.NodeRole;
import dev.muninn.cluster.shard.EarlyHandOver;
import dev.muninn.cluster.shard.OwnShards;
import dev.muninn.media.signal.CborSerializable;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of the shards of a node that is told to end, before anything of it has ended. */
class HandOverIT {
  private static final EntityTypeKey<Where> KEY = EntityTypeKey.create(Where.class, "probe");
  private static final int ENTITIES = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofMinutes(1);

  /** Asks an entity which node it is on. */
  record Where(ActorRef<Here> replyTo) implements CborSerializable {}

  record Here(long uid) implements CborSerializable {}

  /** Another core node, with entities on both. */
  private static ActorSystem<Void> joined(TestMembers nodes, ActorSystem<Void> oldest) {
    ActorSystem<Void> other = nodes.joined(oldest, "other", NodeRole.CORE);
    await(() -> members(oldest) == 2 && members(other) == 2);
    entities(oldest);
    entities(other);
    return other;
  }

  private static void entities(ActorSystem<Void> node) {
    NodeHost.start(node, "a node", Optional.empty(), () -> {});
    ClusterSharding.get(node).init(EarlyHandOver.of(node, Entity.of(KEY, at -> entity())));
  }

  private static Behavior<Where> entity() {
    return Behaviors.receive(
        (context, where) -> {
          where.replyTo().tell(new Here(uid(context.getSystem())));
          return Behaviors.same();
        });
  }

  private static long uid(ActorSystem<?> node) {
    return Cluster.get(node).selfMember().uniqueAddress().longUid();
  }

  private static long[] places(ActorSystem<Void> asked) {
    return IntStream.range(0, ENTITIES).mapToLong(i -> place(asked, "entity-" + i)).toArray();
  }

  private static long place(ActorSystem<Void> asked, String entity) {
    return AskPattern.ask(
            ClusterSharding.get(asked).entityRefFor(KEY, entity),
            Where::new,
            PATIENCE,
            asked.scheduler())
        .toCompletableFuture()
        .join()
        .uid();
  }

  @Test
  void theyAreWithTheOthersWhileTheNodeIsStillThere() throws InterruptedException {
    try (TestMembers nodes = new TestMembers()) {
      ActorSystem<Void> oldest = nodes.begin("oldest");
      ActorSystem<Void> other = joined(nodes, oldest);
      places(other);
      assertTrue(new OwnShards(oldest).count().orElseThrow() > 0);

      new HandOver(oldest, LONG, LONG).run();

      assertEquals(OptionalInt.of(0), new OwnShards(oldest).count());
      assertEquals(MemberStatus.up(), Cluster.get(oldest).selfMember().status());
      for (long place : places(other)) {
        assertEquals(uid(other), place);
      }
      // a shard that nobody had asked for yet goes to who stays, too
      IntStream.range(0, ENTITIES)
          .forEach(i -> assertEquals(uid(other), place(oldest, "late-" + i)));
    }
  }

  @Test
  void aNodeThatNobodyCanTakeThemFromKeepsThem() throws InterruptedException {
    try (TestMembers nodes = new TestMembers()) {
      ActorSystem<Void> alone = nodes.begin("alone");
      entities(alone);
      places(alone);
      int before = new OwnShards(alone).count().orElseThrow();
      new HandOver(alone, LONG, LONG).run();
      assertEquals(OptionalInt.of(before), new OwnShards(alone).count());
      assertEquals(uid(alone), place(alone, "entity-0"));
    }
  }

  @Test
  void aNodeThatWasRemovedWaitsForNobody() {
    try (TestMembers nodes = new TestMembers()) {
      ActorSystem<Void> oldest = nodes.begin("oldest");
      ActorSystem<Void> other = joined(nodes, oldest);
      places(oldest);
      HandOver handOver = new HandOver(other, LONG, LONG);
      other.terminate();
      other.getWhenTerminated().toCompletableFuture().join();
      assertTimeoutPreemptively(PATIENCE, handOver::run);
    }
  }
}
