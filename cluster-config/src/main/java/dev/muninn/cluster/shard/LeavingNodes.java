package dev.muninn.cluster.shard;

import akka.actor.ActorRef;
import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import akka.cluster.Member;
import akka.cluster.UniqueAddress;
import akka.cluster.typed.Cluster;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Which members have said that they are about to end, as this node has heard it. A process that
 * starts at the address of one that ended is another member. Thread-safe.
 */
public final class LeavingNodes implements Extension {
  private final Cluster cluster;
  private final Set<UniqueAddress> said = ConcurrentHashMap.newKeySet();

  private LeavingNodes(ActorSystem<?> system) {
    this.cluster = Cluster.get(system);
  }

  public static LeavingNodes of(ActorSystem<?> system) {
    return Id.INSTANCE.apply(system);
  }

  /** A member has said so. Those that have left since are forgotten. */
  public void enter(UniqueAddress member) {
    said.removeIf(one -> members().noneMatch(present -> present.uniqueAddress().equals(one)));
    said.add(member);
  }

  /** Whether this one has said so. */
  public boolean contains(Member member) {
    return said.contains(member.uniqueAddress());
  }

  /** Whether an actor, of this node or another, is on one of them. */
  boolean holds(ActorRef actor) {
    if (said.isEmpty()) {
      return false;
    }
    Address at = actor.path().address();
    Address host = at.hasLocalScope() ? cluster.selfMember().address() : at;
    return members().anyMatch(member -> member.address().equals(host) && contains(member));
  }

  private Stream<Member> members() {
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false);
  }

  private static final class Id extends ExtensionId<LeavingNodes> {
    static final Id INSTANCE = new Id();

    @Override
    public LeavingNodes createExtension(ActorSystem<?> system) {
      return new LeavingNodes(system);
    }
  }
}
