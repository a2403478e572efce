package dev.muninn.node.members;

import akka.actor.typed.ActorSystem;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.UniqueAddress;
import akka.cluster.typed.Cluster;
import dev.muninn.cluster.NodeRole;
import dev.muninn.cluster.shard.LeavingNodes;
import dev.muninn.cluster.shard.OwnShards;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a core node does first when it is told to end: it says so to the other core nodes, and waits
 * while its shards are taken from it, one at a time. What has not gone by then goes with the
 * region, all at once.
 */
public final class HandOver {
  private static final Logger log = LoggerFactory.getLogger(HandOver.class);
  private static final Duration MOST = Duration.ofSeconds(15);
  private static final Duration WITHOUT_PROGRESS = Duration.ofSeconds(2);
  private static final int POLL_MS = 50;

  private final ActorSystem<?> system;
  private final Cluster cluster;
  private final LeavingNodes leaving;
  private final OwnShards shards;
  private final Duration most;
  private final Duration withoutProgress;

  public HandOver(ActorSystem<?> system) {
    this(system, MOST, WITHOUT_PROGRESS);
  }

  /**
   * @param most how long it waits in all
   * @param withoutProgress how long it waits while its regions answer that nothing has moved
   */
  HandOver(ActorSystem<?> system, Duration most, Duration withoutProgress) {
    this.system = system;
    this.most = most;
    this.withoutProgress = withoutProgress;
    this.cluster = Cluster.get(system);
    this.leaving = LeavingNodes.of(system);
    this.shards = new OwnShards(system);
  }

  /**
   * Blocks until no shard lies here any more, nobody is there to take one, or it takes too long.
   */
  public void run() throws InterruptedException {
    Member self = cluster.selfMember();
    UniqueAddress own = self.uniqueAddress();
    leaving.enter(own);
    if (!self.hasRole(NodeRole.CORE.word())) {
      return;
    }
    List<Member> others = takers();
    others.forEach(
        other ->
            NodeHost.of(system, other).tell(new NodeSignal.Leaving(own.address(), own.longUid())));
    await();
  }

  private void await() throws InterruptedException {
    long begin = System.nanoTime();
    long moved = begin;
    OptionalInt first = shards.count();
    OptionalInt left = first;
    while (left.orElse(1) > 0 && !takers().isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
      OptionalInt now = shards.count();
      long at = System.nanoTime();
      // nobody answers while something moves
      moved = now.equals(left) && now.isPresent() ? moved : at;
      left = now;
      if (at - begin > most.toNanos() || at - moved > withoutProgress.toNanos()) {
        break;
      }
    }
    log.info("event=handed-over shards={} left={}", text(first), text(left));
  }

  private static String text(OptionalInt count) {
    return count.isPresent() ? String.valueOf(count.getAsInt()) : "unknown";
  }

  /** Core nodes that are there, and stay. */
  private List<Member> takers() {
    Set<Member> away = cluster.state().getUnreachable();
    Member self = cluster.selfMember();
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
        .filter(member -> member.hasRole(NodeRole.CORE.word()))
        .filter(member -> member.status().equals(MemberStatus.up()))
        .filter(member -> !member.equals(self))
        .filter(member -> !away.contains(member) && !leaving.contains(member))
        .toList();
  }
}
