package dev.muninn.ingest.entity;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.japi.function.Function;
import akka.pattern.Patterns;
import dev.muninn.catalog.MediaEdits;
import dev.muninn.media.Curation;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Tells items what a person did to them. Commands may be repeated, so one that stays unanswered is
 * sent again a few times; an edit that was made and not answered is AlreadyDone then. Thread-safe.
 */
public final class ShardedEdits implements MediaEdits {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ActorSystem<?> system;
  private final Duration timeout;
  private final int tries;

  /** Waits {@code timeout} for each of at most {@code tries} answers. */
  public ShardedEdits(ActorSystem<?> system, Duration timeout, int tries) {
    this.system = Objects.requireNonNull(system, "system");
    this.timeout = Objects.requireNonNull(timeout, "timeout");
    this.tries = tries;
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
    String entityId = new MediaItemKey(org, mediaId).entityId();
    return Patterns.retry(
        () ->
            ClusterSharding.get(system)
                .entityRefFor(MediaItemKey.TYPE_KEY, entityId)
                .ask(command, timeout),
        tries,
        PAUSE,
        system.classicSystem().scheduler(),
        system.executionContext());
  }
}
