package dev.muninn.ingest.pipeline;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.ClusterEvent;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;

/**
 * Tells a dispatcher of members that cannot be reached any more. The cluster removes them later:
 * not before its members have agreed, and they do not while others come and go.
 */
final class AwayWorkers {
  private AwayWorkers() {}

  static Behavior<Member> create(ActorRef<EmbedDispatcher.Command> dispatcher) {
    return Behaviors.setup(
        context -> {
          Cluster cluster = Cluster.get(context.getSystem());
          cluster
              .subscriptions()
              .tell(
                  Subscribe.create(
                      context.messageAdapter(
                          ClusterEvent.UnreachableMember.class,
                          ClusterEvent.UnreachableMember::member),
                      ClusterEvent.UnreachableMember.class));
          // of one that came back before anybody missed it
          cluster
              .subscriptions()
              .tell(
                  Subscribe.create(
                      context.messageAdapter(
                          ClusterEvent.MemberDowned.class, ClusterEvent.MemberDowned::member),
                      ClusterEvent.MemberDowned.class));
          return Behaviors.receiveMessage(
              member -> {
                dispatcher.tell(new EmbedDispatcher.Away(member.address()));
                return Behaviors.same();
              });
        });
  }
}
