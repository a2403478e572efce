package dev.muninn.ingest.entity;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
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
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;

/**
 * The life of one photo, video or sound: the one writer for its bytes. It decides what a command
 * means and remembers it in the journal; it reads no file and starts no work (stages do, because a
 * view says that work is owed, and report back by command). After persisting, only the reply
 * happens.
 */
public final class MediaItem
    extends EventSourcedBehaviorWithEnforcedReplies<
        MediaItemCommand, MediaItemEvent, MediaItemState> {

  /**
   * Makes media items a sharded entity of this system; idle ones leave memory (muninn-akka.conf).
   */
  public static void init(ActorSystem<?> system, MediaItemSettings settings) {
    ClusterSharding.get(system)
        .init(
            EarlyHandOver.of(
                system,
                Entity.of(
                    MediaItemKey.TYPE_KEY,
                    at -> create(MediaItemKey.ofEntityId(at.getEntityId()), settings))));
  }

  /** The behavior of one item; it starts again with growing pauses when the journal fails. */
  public static Behavior<MediaItemCommand> create(MediaItemKey key, MediaItemSettings settings) {
    return Behaviors.setup(context -> new MediaItem(context, key, settings));
  }

  private final ActorContext<MediaItemCommand> context;
  private final MediaItemKey key;
  private final MediaItemSettings settings;

  private MediaItem(
      ActorContext<MediaItemCommand> context, MediaItemKey key, MediaItemSettings settings) {
    super(
        PersistenceId.ofUniqueId(key.persistenceId()),
        SupervisorStrategy.restartWithBackoff(
            settings.restartFirst(), settings.restartCap(), settings.restartJitter()));
    this.context = context;
    this.key = key;
    this.settings = settings;
  }

  @Override
  public MediaItemState emptyState() {
    return new AwaitingBytes();
  }

  @Override
  public CommandHandlerWithReply<MediaItemCommand, MediaItemEvent, MediaItemState>
      commandHandler() {
    return newCommandHandlerWithReplyBuilder()
        .forAnyState()
        .onAnyCommand(
            (state, command) ->
                effectOf(
                    guarded(command, state.decide(command, circumstances())), command.replyTo()));
  }

  @Override
  public EventHandler<MediaItemState, MediaItemEvent> eventHandler() {
    return newEventHandlerBuilder().forAnyState().onAnyEvent(MediaItemState::apply);
  }

  private Decision guarded(MediaItemCommand command, Decision decision) {
    return command instanceof MediaItemCommand.Conditional conditional
        ? decision.onlyAt(conditional.onlyAt(), lastSequenceNumber(context))
        : decision;
  }

  private Circumstances circumstances() {
    return new Circumstances(
        key, settings.clock().instant(), settings.jitter().getAsDouble(), settings.retries());
  }

  private ReplyEffect<MediaItemEvent, MediaItemState> effectOf(
      Decision decision, ActorRef<MediaItemReply> replyTo) {
    if (decision instanceof Decision.Persist persist) {
      return Effect()
          .persist(persist.events())
          .thenReply(replyTo, state -> decision.reply(lastSequenceNumber(context)));
    }
    return Effect().reply(replyTo, decision.reply(lastSequenceNumber(context)));
  }
}
