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
import dev.muninn.media.signal.SourceCommand;
import dev.muninn.media.signal.SourceEvent;
import dev.muninn.media.signal.SourceKey;
import dev.muninn.media.signal.SourceReply;
import java.time.Clock;
import java.time.Duration;

/**
 * A folder that items come from: what it is, whether it can be reached, and which scans are owed.
 * It reads no file; the scans of {@code dev.muninn.ingest.source} do, because a view says so.
 */
public final class Source
    extends EventSourcedBehaviorWithEnforcedReplies<SourceCommand, SourceEvent, SourceState> {

  private static final BackoffSupervisorStrategy AFTER_JOURNAL_FAILURE =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(10), 0.2);

  /** Makes them a sharded entity of this system. */
  public static void init(ActorSystem<?> system, Clock clock) {
    ClusterSharding.get(system)
        .init(
            EarlyHandOver.of(
                system,
                Entity.of(
                    SourceKey.TYPE_KEY,
                    at -> create(SourceKey.ofEntityId(at.getEntityId()), clock))));
  }

  /** The behavior of one; it starts again with growing pauses when the journal fails. */
  public static Behavior<SourceCommand> create(SourceKey key, Clock clock) {
    return Behaviors.setup(context -> new Source(context, key, clock));
  }

  private final ActorContext<SourceCommand> context;
  private final Clock clock;

  private Source(ActorContext<SourceCommand> context, SourceKey key, Clock clock) {
    super(PersistenceId.ofUniqueId(key.persistenceId()), AFTER_JOURNAL_FAILURE);
    this.context = context;
    this.clock = clock;
  }

  @Override
  public SourceState emptyState() {
    return new SourceState.AwaitingCreation();
  }

  @Override
  public CommandHandlerWithReply<SourceCommand, SourceEvent, SourceState> commandHandler() {
    return newCommandHandlerWithReplyBuilder()
        .forAnyState()
        .onAnyCommand(
            (state, command) ->
                effectOf(state.decide(command, clock.instant()), command.replyTo()));
  }

  @Override
  public EventHandler<SourceState, SourceEvent> eventHandler() {
    return newEventHandlerBuilder().forAnyState().onAnyEvent(SourceState::apply);
  }

  private ReplyEffect<SourceEvent, SourceState> effectOf(
      Verdict<SourceEvent, SourceReply> verdict, ActorRef<SourceReply> replyTo) {
    if (verdict.events().isEmpty()) {
      return Effect().reply(replyTo, verdict.answer().apply(lastSequenceNumber(context)));
    }
    return Effect()
        .persist(verdict.events())
        .thenReply(replyTo, state -> verdict.answer().apply(lastSequenceNumber(context)));
  }
}
