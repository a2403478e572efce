package dev.muninn.media.signal;

import akka.actor.typed.ActorRef;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Curation;
import dev.muninn.media.Custody;
import dev.muninn.media.Damage;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.RunId;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import dev.muninn.media.StepRun;
import java.util.List;
import java.util.Optional;

/** All that a media item can be told. Every command may be repeated safely. */
public sealed interface MediaItemCommand extends CborSerializable {
  ActorRef<MediaItemReply> replyTo();

  /**
   * These bytes were received and hashed: makes the item, or adds a location to it. Answers
   * Accepted for a new item, Known for one that exists.
   */
  record Acquire(
      Custody custody,
      String name,
      long size,
      MediaType type,
      ContentHash hash,
      Lane lane,
      ByteOrigin origin,
      Optional<SourceId> source,
      Optional<SessionId> session,
      Optional<ParticipantId> by,
      Optional<MediaId> predecessor,
      StepRun step,
      ActorRef<MediaItemReply> replyTo)
      implements MediaItemCommand {}

  /** What a run of one or more stages found out. */
  record RecordResults(List<StageResult> results, ActorRef<MediaItemReply> replyTo)
      implements MediaItemCommand {
    public RecordResults {
      results = List.copyOf(results);
    }
  }

  /** A stage could not do its work; the entity decides on retry or quarantine. */
  record RecordFailure(
      StageName stage,
      Optional<EmbeddingSpace> space,
      StageFailure failure,
      StepRun step,
      ActorRef<MediaItemReply> replyTo)
      implements MediaItemCommand {}

  /** A location has gone or holds other bytes now. */
  record LoseLocation(
      SourceId source, String path, LossReason reason, ActorRef<MediaItemReply> replyTo)
      implements MediaItemCommand {}

  /**
   * The file of the pool at {@code where} no longer holds the item's bytes. The item owes its
   * storing again, and keeps all that was learnt from the bytes.
   */
  record ReportDamage(Damage damage, BlobKey where, String detail, ActorRef<MediaItemReply> replyTo)
      implements MediaItemCommand {}

  /** Files of this preview run are missing: which ones says {@code detail}. */
  record ReportDerivedLost(RunId run, String detail, ActorRef<MediaItemReply> replyTo)
      implements MediaItemCommand {}

  /** Somebody wants failed or quarantined work tried again; empty means every stage. */
  record RequestRetry(
      Optional<StageName> stage, Optional<ParticipantId> by, ActorRef<MediaItemReply> replyTo)
      implements MediaItemCommand {}

  /**
   * A person has looked at the item before: when {@code onlyAt} is not the number of its last
   * event, what would change it is Rejected(CHANGED).
   */
  interface Conditional {
    Optional<Long> onlyAt();
  }

  /** What a person says about the item. */
  record Curate(
      Curation curation, ParticipantId by, Optional<Long> onlyAt, ActorRef<MediaItemReply> replyTo)
      implements MediaItemCommand, Conditional {
    public Curate(Curation curation, ParticipantId by, ActorRef<MediaItemReply> replyTo) {
      this(curation, by, Optional.empty(), replyTo);
    }
  }

  record Trash(ParticipantId by, Optional<Long> onlyAt, ActorRef<MediaItemReply> replyTo)
      implements MediaItemCommand, Conditional {
    public Trash(ParticipantId by, ActorRef<MediaItemReply> replyTo) {
      this(by, Optional.empty(), replyTo);
    }
  }

  record Restore(ParticipantId by, ActorRef<MediaItemReply> replyTo) implements MediaItemCommand {}

  /** What the stages need to know; answers Inspected or Rejected(UNKNOWN). */
  record Inspect(ActorRef<MediaItemReply> replyTo) implements MediaItemCommand {}
}
