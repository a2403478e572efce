package dev.muninn.node;

import akka.actor.typed.ActorSystem;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import dev.muninn.cluster.NodeRole;
import java.util.Arrays;

/**
 * Whether the cluster has let this node in as far as its roles need. Members become {@code up} when
 * all agree, which they do not while one is away: a worker that owns nothing need not wait for that
 * and begins when it is {@code weakly up}.
 */
final class Membership {
  private Membership() {}

  static boolean isIn(ActorSystem<?> system) {
    Member self = Cluster.get(system).selfMember();
    boolean worker =
        Arrays.stream(NodeRole.values())
            .allMatch(role -> self.hasRole(role.word()) == (role == NodeRole.GPU));
    return self.status().equals(MemberStatus.up())
        || (worker && self.status().equals(MemberStatus.weaklyUp()));
  }
}
