package dev.muninn.ingest.pipeline.story;

import dev.muninn.catalog.Story;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Custody;
import dev.muninn.media.Description;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.FactLayer;
import dev.muninn.media.Label;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaKind;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.RunId;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import dev.muninn.media.StagedRef;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.MediaItemEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An item whose events a test writes, and its story. */
final class ItemEvents {
  static final Instant T = Instant.parse("2026-05-01T10:00:00Z");
  static final EmbeddingSpace SPACE = new EmbeddingSpace("lite", "1", 3);
  static final EmbeddingSpace OTHER = new EmbeddingSpace("clip", "1", 3);
  private static final MediaId ID = new MediaId("a".repeat(26));
  private static final ContentHash HASH = new ContentHash("ab".repeat(32));
  static final StepRun STEP = new StepRun("home", 1, T, 12);
  private final List<JournalEvent> events = new ArrayList<>();

  Story tell() {
    return tell(Situation.QUIET);
  }

  Story tell(Situation now) {
    return new StoryTeller(() -> SPACE).tell(ID, events, now);
  }

  Story.Step step(StageName stage) {
    return step(stage, Situation.QUIET);
  }

  Story.Step step(StageName stage, Situation now) {
    return tell(now).steps().stream().filter(s -> s.stage() == stage).findFirst().orElseThrow();
  }

  void photo() {
    acquired(MediaType.JPEG);
  }

  void acquired(MediaType type) {
    add(Samples.acquired(type, STEP, T));
    add(new MediaItemEvent.Hashed(HASH, 2000, STEP, T));
  }

  void local() {
    BlobKey blob = BlobKey.of(new OrgId("home"), HASH, MediaType.JPEG);
    add(new MediaItemEvent.Stored(Optional.of(blob), Custody.COPY, "pool", STEP, T));
    add(new MediaItemEvent.Described(FactLayer.CAMERA, Samples.description(), STEP, T));
    add(new MediaItemEvent.Previewed(RunId.random(), 1, 1, List.of(), List.of(), STEP, T));
  }

  void embedded(EmbeddingSpace space, RunId run, int part, int parts) {
    SegmentVector vector = new SegmentVector(0, Embedding.canonical(new float[] {1, 2, 2}));
    List<Label> labels = List.of(new Label("tabby cat", 0.8));
    add(new MediaItemEvent.Embedded(space, run, part, parts, List.of(vector), labels, STEP, T));
  }

  void failed(StageName stage, ErrorCode code, int attempt, Optional<Instant> retryAt) {
    StepRun run = new StepRun("home", attempt, T, 5);
    StageFailure failure = new StageFailure(code, "30 s were over");
    add(new MediaItemEvent.StageFailed(stage, Optional.empty(), failure, run, retryAt, T));
  }

  void add(MediaItemEvent event) {
    long number = events.size() + 1L;
    events.add(
        new JournalEvent("MediaItem|home." + ID, number, event, T, new JournalOffset(1, number)));
  }

  /** One event of each type, as small as it can be. */
  static final class Samples {
    static MediaItemEvent.Acquired acquired(MediaType type, StepRun step, Instant at) {
      return new MediaItemEvent.Acquired(
          Custody.COPY,
          "cat.jpg",
          2000,
          type,
          Lane.INTERACTIVE,
          new ByteOrigin.Staged(StagedRef.random()),
          Optional.empty(),
          Optional.empty(),
          Optional.of(ParticipantId.random()),
          Optional.empty(),
          step,
          at);
    }

    static Description description() {
      return new Description(
          MediaKind.IMAGE,
          Optional.of(40),
          Optional.of(30),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of("Nikon"),
          List.of());
    }

    static MediaItemEvent of(Class<?> type) {
      return AnyRecord.of(type.asSubclass(MediaItemEvent.class));
    }
  }
}
