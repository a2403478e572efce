package dev.muninn.ingest.entity;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Reads some items that there are, as their shards will later. The first replay of a process opens
 * the journal's connections and loads what reads events; that takes more than a second, which an
 * item that has just moved here would be away for. Nothing is written: the items' own actors may be
 * at work on other nodes meanwhile.
 */
public final class Rehearsal extends AbstractBehavior<Rehearsal.Step> {
  /** Some answer of an item, or the order to go. */
  sealed interface Step {}

  private record Begin(ActorRef<Done> replyTo) implements Step {}

  private record Answered() implements Step {}

  private final List<MediaItemKey> items;
  private final MediaItemSettings settings;
  private int open;
  private ActorRef<Done> replyTo;

  private Rehearsal(
      ActorContext<Step> context, List<MediaItemKey> items, MediaItemSettings settings) {
    super(context);
    this.items = items;
    this.settings = settings;
  }

  /** Fails with a {@link java.util.concurrent.TimeoutException} when the journal is too slow. */
  public static CompletionStage<Done> of(
      ActorSystem<?> system,
      List<MediaItemKey> items,
      MediaItemSettings settings,
      Duration patience) {
    Behavior<Step> behavior = Behaviors.setup(context -> new Rehearsal(context, items, settings));
    return AskPattern.ask(
        system.systemActorOf(behavior, "rehearsal-" + UUID.randomUUID(), Props.empty()),
        Begin::new,
        patience,
        system.scheduler());
  }

  @Override
  public Receive<Step> createReceive() {
    return newReceiveBuilder()
        .onMessage(Begin.class, this::begin)
        .onMessage(Answered.class, answered -> end())
        .build();
  }

  private Behavior<Step> begin(Begin begin) {
    replyTo = begin.replyTo();
    ActorRef<MediaItemReply> answers =
        getContext().messageAdapter(MediaItemReply.class, reply -> new Answered());
    for (MediaItemKey item : items) {
      getContext()
          .spawnAnonymous(MediaItem.create(item, settings))
          .tell(new MediaItemCommand.Inspect(answers));
    }
    open = items.size() + 1;
    return end();
  }

  /** The items' actors stop with this one. */
  private Behavior<Step> end() {
    open--;
    if (open > 0) {
      return this;
    }
    replyTo.tell(Done.getInstance());
    return Behaviors.stopped();
  }
}
