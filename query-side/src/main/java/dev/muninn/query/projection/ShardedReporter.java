package dev.muninn.query.projection;

import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.StageResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Sends {@code RecordResults} to the sharded entity. */
public final class ShardedReporter implements IndexedReporter {
  private final ClusterSharding sharding;
  private final Duration timeout;

  public ShardedReporter(ActorSystem<?> system, Duration timeout) {
    this.sharding = ClusterSharding.get(system);
    this.timeout = timeout;
  }

  @Override
  public CompletionStage<MediaItemReply> report(MediaItemKey key, StageResult.Indexed result) {
    return sharding
        .<MediaItemCommand>entityRefFor(MediaItemKey.TYPE_KEY, key.entityId())
        .ask(replyTo -> new MediaItemCommand.RecordResults(List.of(result), replyTo), timeout);
  }
}
