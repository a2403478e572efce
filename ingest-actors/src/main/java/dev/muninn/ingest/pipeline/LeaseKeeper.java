package dev.muninn.ingest.pipeline;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.ClusterEvent;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the leases of this node alive, sweeps settled ones, and frees those of members that the
 * cluster removed, so that their work need not wait until it runs out.
 */
final class LeaseKeeper extends AbstractBehavior<LeaseKeeper.Command> {
  sealed interface Command {}

  private record Tend() implements Command {}

  private record Gone(String incarnation) implements Command {}

  static Behavior<Command> create(WorkLeases leases, Duration renewal, Executor database) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Tend(), renewal);
                  return new LeaseKeeper(context, leases, database);
                }));
  }

  private final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);
  private final WorkLeases leases;
  private final Executor database;

  private LeaseKeeper(ActorContext<Command> context, WorkLeases leases, Executor database) {
    super(context);
    this.leases = leases;
    this.database = database;
    Cluster.get(context.getSystem())
        .subscriptions()
        .tell(
            Subscribe.create(
                context.messageAdapter(
                    ClusterEvent.MemberRemoved.class,
                    removed -> new Gone(incarnation(removed.member()))),
                ClusterEvent.MemberRemoved.class));
  }

  /** The name of one life of one node: address and a number drawn at its start. */
  static String incarnation(akka.cluster.Member member) {
    return member.uniqueAddress().toString();
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Tend.class, tend -> tend())
        .onMessage(Gone.class, this::gone)
        .build();
  }

  private Behavior<Command> tend() {
    inDatabase(
        () -> {
          leases.renew();
          leases.sweep();
        });
    return this;
  }

  private Behavior<Command> gone(Gone gone) {
    inDatabase(() -> leases.freeGone(gone.incarnation()));
    return this;
  }

  private void inDatabase(Runnable work) {
    CompletableFuture.runAsync(work, database)
        .whenComplete(
            (nothing, failure) -> {
              if (failure != null) {
                log.warn("event=leases-not-tended", failure);
              }
            });
  }
}
