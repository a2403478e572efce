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
import dev.muninn.media.signal.ImportSessionCommand;
import dev.muninn.media.signal.ImportSessionEvent;
import dev.muninn.media.signal.ImportSessionKey;
import dev.muninn.media.signal.ImportSessionReply;
import java.time.Clock;
import java.time.Duration;

/**
 * One import: how many files were seen and what became of them, with a line for each that was not
 * taken in. A late report of an import that is over changes nothing.
 */
public final class ImportSession
    extends EventSourcedBehaviorWithEnforcedReplies<
        ImportSessionCommand, ImportSessionEvent, ImportSessionState> {

  private static final BackoffSupervisorStrategy AFTER_JOURNAL_FAILURE =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(10), 0.2);

  /** Makes them a sharded entity of this system. */
  public static void init(ActorSystem<?> system, Clock clock) {
    ClusterSharding.get(system)
        .init(
            EarlyHandOver.of(
                system,
                Entity.of(
                    ImportSessionKey.TYPE_KEY,
                    at -> create(ImportSessionKey.ofEntityId(at.getEntityId()), clock))));
  }

  /** The behavior of one; it starts again with growing pauses when the journal fails. */
  public static Behavior<ImportSessionCommand> create(ImportSessionKey key, Clock clock) {
    return Behaviors.setup(context -> new ImportSession(context, key, clock));
  }

  private final ActorContext<ImportSessionCommand> context;
  private final Clock clock;

  private ImportSession(
      ActorContext<ImportSessionCommand> context, ImportSessionKey key, Clock clock) {
    super(PersistenceId.ofUniqueId(key.persistenceId()), AFTER_JOURNAL_FAILURE);
    this.context = context;
    this.clock = clock;
  }

  @Override
  public ImportSessionState emptyState() {
    return new ImportSessionState.AwaitingBegin();
  }

  @Override
  public CommandHandlerWithReply<ImportSessionCommand, ImportSessionEvent, ImportSessionState>
      commandHandler() {
    return newCommandHandlerWithReplyBuilder()
        .forAnyState()
        .onAnyCommand(
            (state, command) ->
                effectOf(state.decide(command, clock.instant()), command.replyTo()));
  }

  @Override
  public EventHandler<ImportSessionState, ImportSessionEvent> eventHandler() {
    return newEventHandlerBuilder().forAnyState().onAnyEvent(ImportSessionState::apply);
  }

  private ReplyEffect<ImportSessionEvent, ImportSessionState> effectOf(
      Verdict<ImportSessionEvent, ImportSessionReply> verdict,
      ActorRef<ImportSessionReply> replyTo) {
    if (verdict.events().isEmpty()) {
      return Effect().reply(replyTo, verdict.answer().apply(lastSequenceNumber(context)));
    }
    return Effect()
        .persist(verdict.events())
        .thenReply(replyTo, state -> verdict.answer().apply(lastSequenceNumber(context)));
  }
}
