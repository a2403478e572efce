package dev.muninn.node.members;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.ClusterEvent;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.UniqueAddress;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import dev.muninn.cluster.NodeRole;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Downs members without the role core that stay out of reach, each by itself. They own nothing, so
 * no majority is needed for that, and it need not wait until nothing changes any more, as the split
 * brain resolver does: while workers come and go it would never decide. Where a core member is out
 * of reach it is left to the resolver. Runs on each core node.
 */
public final class AwayMembers extends AbstractBehavior<AwayMembers.Look> {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration EVERY = Duration.ofMillis(500);

  private final Cluster cluster;
  private final AwaySince away = new AwaySince(PATIENCE, Clock.systemUTC());

  record Look() {}

  private AwayMembers(ActorContext<Look> context) {
    super(context);
    this.cluster = Cluster.get(context.getSystem());
  }

  /** Starts it on a node of the role core; on others nothing is done. */
  public static void start(ActorSystem<?> system) {
    if (isCore(Cluster.get(system).selfMember())) {
      system.systemActorOf(create(), "away-members", Props.empty());
    }
  }

  private static Behavior<Look> create() {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Look(), EVERY);
                  return new AwayMembers(context);
                }));
  }

  @Override
  public Receive<Look> createReceive() {
    return newReceiveBuilder().onMessage(Look.class, look -> look()).build();
  }

  private Behavior<Look> look() {
    ClusterEvent.CurrentClusterState state = cluster.state();
    Set<Member> unreachable = state.getUnreachable();
    boolean coreAway = unreachable.stream().anyMatch(AwayMembers::isCore);
    Set<UniqueAddress> now =
        unreachable.stream()
            .filter(member -> !coreAway && !member.status().equals(MemberStatus.down()))
            .map(Member::uniqueAddress)
            .collect(Collectors.toSet());
    for (UniqueAddress gone : away.tooLong(now)) {
      getContext().getLog().warn("event=member-downed address={}", gone.address());
      cluster.manager().tell(new Down(gone.address()));
    }
    return this;
  }

  private static boolean isCore(Member member) {
    return member.hasRole(NodeRole.CORE.word());
  }
}
