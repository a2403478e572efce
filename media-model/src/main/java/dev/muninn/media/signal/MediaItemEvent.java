package dev.muninn.media.signal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Curation;
import dev.muninn.media.Custody;
import dev.muninn.media.Damage;
import dev.muninn.media.Derived;
import dev.muninn.media.Description;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.FactLayer;
import dev.muninn.media.Label;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.RunId;
import dev.muninn.media.Segment;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import dev.muninn.media.StepRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What can happen in the life of a media item: the journal, version 1. A field is added as a new
 * optional component, never renamed or reused; docs/events.md lists them with their golden files.
 */
public sealed interface MediaItemEvent extends CborSerializable {
  Instant at();

  /** The bytes were taken in. */
  record Acquired(
      Custody custody,
      String name,
      long size,
      MediaType type,
      Lane lane,
      ByteOrigin origin,
      Optional<SourceId> source,
      Optional<SessionId> session,
      Optional<ParticipantId> by,
      Optional<MediaId> predecessor,
      StepRun step,
      Instant at)
      implements MediaItemEvent {}

  /** Persisted together with {@link Acquired}: bytes are hashed before the item exists. */
  record Hashed(ContentHash hash, long size, StepRun step, Instant at) implements MediaItemEvent {}

  /** The pool holds a synced copy, or the file was checked in place (then without a blob). */
  record Stored(Optional<BlobKey> blob, Custody custody, String volume, StepRun step, Instant at)
      implements MediaItemEvent {}

  record Described(FactLayer layer, Description description, StepRun step, Instant at)
      implements MediaItemEvent {}

  record Previewed(
      RunId run,
      int part,
      int parts,
      List<Derived> derived,
      List<Segment> segments,
      StepRun step,
      Instant at)
      implements MediaItemEvent {
    public Previewed {
      derived = List.copyOf(derived);
      segments = List.copyOf(segments);
    }
  }

  record Embedded(
      EmbeddingSpace space,
      RunId run,
      int part,
      int parts,
      List<SegmentVector> vectors,
      List<Label> labels,
      StepRun step,
      Instant at)
      implements MediaItemEvent {
    public Embedded {
      vectors = List.copyOf(vectors);
      labels = List.copyOf(labels);
    }
  }

  /** The first query node has made it searchable. */
  record Indexed(EmbeddingSpace space, StepRun step, Instant at) implements MediaItemEvent {}

  /** The same bytes were found or uploaded again, under another name or place. */
  record LocationAdded(
      Custody custody,
      String name,
      ByteOrigin origin,
      Optional<SourceId> source,
      Optional<SessionId> session,
      Optional<ParticipantId> by,
      Instant at)
      implements MediaItemEvent {}

  record LocationLost(SourceId source, String path, LossReason reason, Instant at)
      implements MediaItemEvent {}

  /** An attempt failed; {@code retryAt} is empty when it will not be tried again. */
  record StageFailed(
      StageName stage,
      Optional<EmbeddingSpace> space,
      StageFailure failure,
      StepRun step,
      Optional<Instant> retryAt,
      Instant at)
      implements MediaItemEvent {}

  /** No more attempts by itself; the person sees why and can ask for a retry. */
  record Quarantined(
      StageName stage, Optional<EmbeddingSpace> space, ErrorCode code, String detail, Instant at)
      implements MediaItemEvent {}

  record RetryRequested(Optional<StageName> stage, Optional<ParticipantId> by, Instant at)
      implements MediaItemEvent {}

  /**
   * The stored original is gone or no longer has its hash; {@code damage} says which, where one of
   * our own files was looked at. Events of before have none.
   */
  record DamageFound(
      String detail,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Damage> damage,
      Instant at)
      implements MediaItemEvent {
    /** As it was written before damage had a kind. */
    public DamageFound(String detail, Instant at) {
      this(detail, Optional.empty(), at);
    }
  }

  /** The original is whole again, from another location. */
  record Healed(ByteOrigin origin, Instant at) implements MediaItemEvent {}

  /** Derived files are missing; they will be made again. */
  record DerivedLost(RunId run, String detail, Instant at) implements MediaItemEvent {}

  record Curated(Curation curation, ParticipantId by, Instant at) implements MediaItemEvent {}

  record Trashed(ParticipantId by, Instant at) implements MediaItemEvent {}

  record Restored(Optional<ParticipantId> by, Instant at) implements MediaItemEvent {}

  /** The blob was deleted; the same bytes may start a new life. */
  record Purged(Instant at) implements MediaItemEvent {}
}
