package dev.muninn.query.projection;

import akka.actor.typed.ActorSystem;
import dev.muninn.cluster.shard.EntityAsk;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.StageResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Sends {@code RecordResults} to the sharded entity. */
public final class ShardedReporter implements IndexedReporter {
  private final EntityAsk ask;

  public ShardedReporter(ActorSystem<?> system, Duration timeout) {
    this.ask = new EntityAsk(system, timeout);
  }

  @Override
  public CompletionStage<MediaItemReply> report(MediaItemKey key, StageResult.Indexed result) {
    return ask.ask(
        MediaItemKey.TYPE_KEY,
        key.entityId(),
        replyTo -> new MediaItemCommand.RecordResults(List.of(result), replyTo));
  }
}
