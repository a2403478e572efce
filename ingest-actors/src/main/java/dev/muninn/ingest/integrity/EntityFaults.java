package dev.muninn.ingest.integrity;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import dev.muninn.cluster.shard.EntityAsk;
import dev.muninn.media.BlobKey;
import dev.muninn.media.Damage;
import dev.muninn.media.FileLocation;
import dev.muninn.media.RunId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.LossReason;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Reports to the sharded entities. */
final class EntityFaults implements FileFaults {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final EntityAsk ask;

  EntityFaults(ActorSystem<?> system) {
    this.ask = new EntityAsk(system, ANSWER);
  }

  @Override
  public CompletionStage<MediaItemReply> damaged(
      MediaItemKey item, Damage damage, BlobKey where, String detail) {
    return ask(item, replyTo -> new MediaItemCommand.ReportDamage(damage, where, detail, replyTo));
  }

  @Override
  public CompletionStage<MediaItemReply> lost(
      MediaItemKey item, FileLocation place, LossReason reason) {
    return ask(
        item,
        replyTo ->
            new MediaItemCommand.LoseLocation(place.source(), place.path(), reason, replyTo));
  }

  @Override
  public CompletionStage<MediaItemReply> derivedLost(MediaItemKey item, RunId run, String detail) {
    return ask(item, replyTo -> new MediaItemCommand.ReportDerivedLost(run, detail, replyTo));
  }

  @Override
  public CompletionStage<MediaItemReply> storeAgain(MediaItemKey item) {
    return ask(
        item,
        replyTo ->
            new MediaItemCommand.RequestRetry(
                Optional.of(StageName.STORE), Optional.empty(), replyTo));
  }

  private CompletionStage<MediaItemReply> ask(
      MediaItemKey key, Function<ActorRef<MediaItemReply>, MediaItemCommand> command) {
    return ask.ask(MediaItemKey.TYPE_KEY, key.entityId(), command);
  }
}
