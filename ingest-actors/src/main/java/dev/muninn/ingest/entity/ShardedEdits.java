package dev.muninn.ingest.entity;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import dev.muninn.catalog.MediaEdits;
import dev.muninn.cluster.shard.EntityAsk;
import dev.muninn.media.Curation;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Tells items what a person did to them. Commands may be repeated, so one that stays unanswered is
 * sent again a few times; an edit that was made and not answered is AlreadyDone then. Thread-safe.
 */
public final class ShardedEdits implements MediaEdits {
  private final EntityAsk ask;

  /**
   * @param timeout how long an item may take to answer once
   */
  public ShardedEdits(ActorSystem<?> system, Duration timeout) {
    this.ask = new EntityAsk(system, timeout);
  }

  @Override
  public CompletionStage<MediaItemReply> curate(
      OrgId org, MediaId mediaId, Curation edit, ParticipantId by, Optional<Long> onlyAt) {
    return ask(org, mediaId, replyTo -> new MediaItemCommand.Curate(edit, by, onlyAt, replyTo));
  }

  @Override
  public CompletionStage<MediaItemReply> trash(
      OrgId org, MediaId mediaId, ParticipantId by, Optional<Long> onlyAt) {
    return ask(org, mediaId, replyTo -> new MediaItemCommand.Trash(by, onlyAt, replyTo));
  }

  @Override
  public CompletionStage<MediaItemReply> restore(OrgId org, MediaId mediaId, ParticipantId by) {
    return ask(org, mediaId, replyTo -> new MediaItemCommand.Restore(by, replyTo));
  }

  private CompletionStage<MediaItemReply> ask(
      OrgId org, MediaId mediaId, Function<ActorRef<MediaItemReply>, MediaItemCommand> command) {
    return ask.ask(MediaItemKey.TYPE_KEY, new MediaItemKey(org, mediaId).entityId(), command);
  }
}
