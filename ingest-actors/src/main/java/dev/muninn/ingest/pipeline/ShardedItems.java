package dev.muninn.ingest.pipeline;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import dev.muninn.cluster.shard.EntityAsk;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Commands to items may be repeated. */
final class ShardedItems implements Items {
  private final EntityAsk ask;

  /**
   * @param timeout how long an item may take to answer once
   */
  ShardedItems(ActorSystem<?> system, Duration timeout) {
    this.ask = new EntityAsk(system, timeout);
  }

  @Override
  public CompletionStage<MediaItemReply> ask(
      MediaItemKey key, Function<ActorRef<MediaItemReply>, MediaItemCommand> command) {
    return ask.ask(MediaItemKey.TYPE_KEY, key.entityId(), command);
  }
}
