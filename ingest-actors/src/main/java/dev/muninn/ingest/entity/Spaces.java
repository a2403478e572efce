package dev.muninn.ingest.entity;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.BackoffSupervisorStrategy;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.ReplyEffect;
import dev.muninn.cluster.shard.EarlyHandOver;
import dev.muninn.media.signal.SpacePlan;
import dev.muninn.media.signal.SpacesCommand;
import dev.muninn.media.signal.SpacesEvent;
import dev.muninn.media.signal.SpacesKey;
import dev.muninn.media.signal.SpacesReply;
import java.time.Clock;
import java.time.Duration;

/**
 * The spaces of a deployment, and which of them answers: the one writer, so that a switch is one
 * event. What follows from it (owed work, models, indexes) others do because the journal says so.
 */
public final class Spaces
    extends EventSourcedBehaviorWithEnforcedReplies<SpacesCommand, SpacesEvent, SpacePlan> {

  private static final BackoffSupervisorStrategy AFTER_JOURNAL_FAILURE =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(10), 0.2);

  /** Makes it a sharded entity of this system. */
  public static void init(ActorSystem<?> system, Clock clock) {
    ClusterSharding.get(system)
        .init(EarlyHandOver.of(system, Entity.of(SpacesKey.TYPE_KEY, at -> create(clock))));
  }

  /** The behavior; it starts again with growing pauses when the journal fails. */
  public static Behavior<SpacesCommand> create(Clock clock) {
    return Behaviors.setup(context -> new Spaces(context, clock));
  }

  private final ActorContext<SpacesCommand> context;
  private final Clock clock;

  private Spaces(ActorContext<SpacesCommand> context, Clock clock) {
    super(PersistenceId.ofUniqueId(SpacesKey.PERSISTENCE_ID), AFTER_JOURNAL_FAILURE);
    this.context = context;
    this.clock = clock;
  }

  @Override
  public SpacePlan emptyState() {
    return SpacePlan.NONE;
  }

  @Override
  public CommandHandlerWithReply<SpacesCommand, SpacesEvent, SpacePlan> commandHandler() {
    return newCommandHandlerWithReplyBuilder()
        .forAnyState()
        .onAnyCommand(
            (plan, command) ->
                effectOf(
                    SpacesDecisions.decide(plan, command, clock.instant()), command.replyTo()));
  }

  /** Akka counts events from 1, one a number. */
  @Override
  public EventHandler<SpacePlan, SpacesEvent> eventHandler() {
    return newEventHandlerBuilder()
        .forAnyState()
        .onAnyEvent((plan, event) -> plan.after(event, plan.sequenceNr() + 1));
  }

  private ReplyEffect<SpacesEvent, SpacePlan> effectOf(
      Verdict<SpacesEvent, SpacesReply> verdict, ActorRef<SpacesReply> replyTo) {
    if (verdict.events().isEmpty()) {
      return Effect().reply(replyTo, verdict.answer().apply(lastSequenceNumber(context)));
    }
    return Effect()
        .persist(verdict.events())
        .thenReply(replyTo, plan -> verdict.answer().apply(lastSequenceNumber(context)));
  }
}
