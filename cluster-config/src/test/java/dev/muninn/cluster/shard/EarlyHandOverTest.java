package dev.muninn.cluster.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.ActorRef;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.sharding.ShardCoordinator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Map;
import scala.concurrent.Await;
import scala.concurrent.Future;
import scala.concurrent.duration.Duration;
import scala.jdk.javaapi.CollectionConverters;

/** Which shards are taken from whom. */
class EarlyHandOverTest {
  private static ActorTestKit kit;
  private static ActorRef staying;
  private static ActorRef going;

  private final Set<ActorRef> leaving = new HashSet<>();
  private final Usual usual = new Usual();
  private long now;
  private final EarlyHandOver strategy = new EarlyHandOver(usual, leaving::contains, () -> now);

  @BeforeAll
  static void start() {
    kit = ActorTestKit.create();
    staying = Adapter.toClassic(kit.createTestProbe().getRef());
    going = Adapter.toClassic(kit.createTestProbe().getRef());
  }

  @AfterAll
  static void end() {
    kit.shutdownTestKit();
  }

  /** Places on the one with the least, and would move "balanced". */
  private static final class Usual implements ShardCoordinator.ShardAllocationStrategy {
    private final List<Set<ActorRef>> asked = new ArrayList<>();

    @Override
    public Future<ActorRef> allocateShard(
        ActorRef requester, String shard, Map<ActorRef, IndexedSeq<String>> regions) {
      java.util.Map<ActorRef, IndexedSeq<String>> all = CollectionConverters.asJava(regions);
      asked.add(Set.copyOf(all.keySet()));
      return Future.successful(
          all.keySet().stream()
              .min((a, b) -> Integer.compare(all.get(a).size(), all.get(b).size()))
              .orElseThrow());
    }

    @Override
    public Future<scala.collection.immutable.Set<String>> rebalance(
        Map<ActorRef, IndexedSeq<String>> regions, scala.collection.immutable.Set<String> moving) {
      return Future.successful(CollectionConverters.asScala(List.of("balanced")).toSet());
    }
  }

  private static Map<ActorRef, IndexedSeq<String>> regions(List<String> kept, List<String> left) {
    java.util.Map<ActorRef, IndexedSeq<String>> all = new HashMap<>();
    all.put(staying, CollectionConverters.asScala(kept).toIndexedSeq());
    all.put(going, CollectionConverters.asScala(left).toIndexedSeq());
    return scala.collection.immutable.Map.from(CollectionConverters.asScala(all));
  }

  private Set<String> moved(Map<ActorRef, IndexedSeq<String>> regions, String... moving) {
    return CollectionConverters.asJava(
        got(strategy.rebalance(regions, CollectionConverters.asScala(List.of(moving)).toSet())));
  }

  private static <T> T got(Future<T> future) {
    try {
      return Await.result(future, Duration.Zero());
    } catch (Exception never) {
      throw new AssertionError(never);
    }
  }

  @Test
  void oneIsTakenFromWhoLeavesAndTheNextWhenItLiesElsewhere() {
    leaving.add(going);
    Map<ActorRef, IndexedSeq<String>> regions = regions(List.of("0"), List.of("1", "2", "3"));
    assertEquals(Set.of("1"), moved(regions));
    assertEquals(Set.of(), moved(regions, "1"));
    assertEquals(Set.of(), moved(regions(List.of("0"), List.of("2", "3"))), "1 lies nowhere yet");
    assertEquals(Set.of("2"), moved(regions(List.of("0", "1"), List.of("2", "3"))));
    assertEquals(Set.of("3"), moved(regions(List.of("0", "1", "2"), List.of("3"))));
    assertEquals(Set.of(), moved(regions(List.of("0", "1", "2", "3"), List.of())));
  }

  @Test
  void whatWasTakenAndLiesNowhereYetIsWaitedForButNotForEver() {
    leaving.add(going);
    assertEquals(Set.of("1"), moved(regions(List.of("0"), List.of("1", "2"))));
    Map<ActorRef, IndexedSeq<String>> stopped = regions(List.of("0"), List.of("2"));
    assertEquals(Set.of(), moved(stopped));
    now += EarlyHandOver.PLACING.toNanos() + 1;
    assertEquals(Set.of("2"), moved(stopped));
  }

  @Test
  void whatMovesForAnotherReasonComesFirst() {
    leaving.add(going);
    assertEquals(Set.of(), moved(regions(List.of("0"), List.of("1")), "0"));
  }

  @Test
  void nothingIsPlacedOnOneThatLeavesUnlessAllDo() {
    Map<ActorRef, IndexedSeq<String>> regions = regions(List.of("0", "1"), List.of());
    assertEquals(going, got(strategy.allocateShard(staying, "2", regions)));
    leaving.add(going);
    assertEquals(staying, got(strategy.allocateShard(staying, "2", regions)));
    assertEquals(Set.of(staying), usual.asked.get(1));
    leaving.add(staying);
    assertEquals(going, got(strategy.allocateShard(staying, "2", regions)));
  }

  @Test
  void elseShardsAreBalancedAsSeldomAsUsual() {
    Map<ActorRef, IndexedSeq<String>> regions = regions(List.of("0", "1"), List.of());
    assertEquals(Set.of(), moved(regions));
    now = EarlyHandOver.BALANCE_EVERY.toNanos();
    assertEquals(Set.of("balanced"), moved(regions));
    assertEquals(Set.of(), moved(regions));
    leaving.add(going);
    leaving.add(staying);
    now *= 2;
    assertTrue(moved(regions).contains("balanced"), "nobody is there to take them");
  }
}
