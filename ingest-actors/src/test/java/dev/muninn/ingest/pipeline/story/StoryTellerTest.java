package dev.muninn.ingest.pipeline.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.Story;
import dev.muninn.catalog.Story.StepStatus;
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
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoryTellerTest {
  private static final Instant T = Instant.parse("2026-05-01T10:00:00Z");
  private static final EmbeddingSpace SPACE = new EmbeddingSpace("lite", "1", 3);
  private static final EmbeddingSpace OTHER = new EmbeddingSpace("clip", "1", 3);
  private static final MediaId ID = new MediaId("a".repeat(26));
  private static final ContentHash HASH = new ContentHash("ab".repeat(32));
  private static final StepRun STEP = new StepRun("home", 1, T, 12);
  private final List<JournalEvent> events = new ArrayList<>();

  @Test
  void aPhotoThatWentThroughIsReadyInSevenSteps() {
    photo();
    local();
    embedded(SPACE, RunId.random(), 1, 1);
    add(new MediaItemEvent.Indexed(SPACE, STEP, T));

    Story story = tell();

    assertEquals(MediaStatus.READY, story.status());
    assertEquals(
        List.of(StageName.values()), story.steps().stream().map(Story.Step::stage).toList());
    assertTrue(story.steps().stream().allMatch(step -> step.status() == StepStatus.DONE));
    assertTrue(story.steps().stream().allMatch(step -> step.elapsedMs().isPresent()));
    assertEquals("Acquired", story.events().get(0).type());
    assertTrue(story.events().get(0).summary().contains("“cat.jpg”, 2.0 kB"));
  }

  @Test
  void soundSkipsWhatHasNoPicture() {
    acquired(MediaType.MP3);
    assertEquals(StepStatus.SKIPPED, step(StageName.PREVIEW).status());
    assertEquals(StepStatus.SKIPPED, step(StageName.EMBED).status());
    assertEquals(StepStatus.SKIPPED, step(StageName.INDEX).status());
  }

  @Test
  void aStepIsDoneOnlyWhenAllPartsOfOneRunAreThere() {
    photo();
    RunId run = RunId.random();
    embedded(SPACE, run, 1, 2);
    embedded(SPACE, RunId.random(), 2, 2);
    assertEquals(StepStatus.WAITING, step(StageName.EMBED).status());
    embedded(SPACE, run, 2, 2);
    assertEquals(StepStatus.DONE, step(StageName.EMBED).status());
  }

  @Test
  void anotherSpaceDoesNotCount() {
    photo();
    embedded(OTHER, RunId.random(), 1, 1);
    assertEquals(StepStatus.WAITING, step(StageName.EMBED).status());
  }

  @Test
  void aFailureSaysWhyAndWhenItIsTriedAgain() {
    photo();
    failed(StageName.STORE, ErrorCode.STORAGE_FAILED, 2, Optional.of(T.plusSeconds(5)));
    Story.Step step = step(StageName.STORE);
    assertEquals(StepStatus.FAILED, step.status());
    assertEquals(2, step.attempts());
    assertEquals(ErrorCode.STORAGE_FAILED, step.error().orElseThrow().code());
    assertEquals(Optional.of(T.plusSeconds(5)), step.nextAttemptAt());
    assertEquals(MediaStatus.FAILED, tell().status());
  }

  @Test
  void aQuarantinedItemWaitsAgainAfterARetryWasAskedFor() {
    photo();
    add(
        new MediaItemEvent.Quarantined(
            StageName.STORE, Optional.empty(), ErrorCode.BROKEN_FILE, "ends early", T));
    assertEquals(MediaStatus.QUARANTINED, tell().status());
    assertTrue(tell().events().get(2).summary().contains("ends early"));
    add(new MediaItemEvent.RetryRequested(Optional.empty(), Optional.empty(), T));
    assertEquals(MediaStatus.WAITING, tell().status());
    assertEquals(StepStatus.WAITING, step(StageName.STORE).status());
  }

  @Test
  void whoeverWorksOnItIsNamed() {
    photo();
    StoryTeller.Running lease =
        new StoryTeller.Running(Set.of(StageName.STORE, StageName.DESCRIBE), "vault", T);
    Story story = new StoryTeller(SPACE).tell(ID, events, Optional.of(lease));
    assertEquals(MediaStatus.RUNNING, story.status());
    assertEquals(Optional.of("vault"), story.steps().get(2).node());
    assertEquals(StepStatus.DONE, story.steps().get(1).status());
  }

  @Test
  void trashAndRestoreAreTold() {
    photo();
    add(new MediaItemEvent.Trashed(ParticipantId.random(), T));
    assertEquals(MediaStatus.TRASHED, tell().status());
    add(new MediaItemEvent.Restored(Optional.empty(), T));
    assertEquals(MediaStatus.WAITING, tell().status());
  }

  @Test
  void everyEventHasASentence() {
    for (Class<?> type : MediaItemEvent.class.getPermittedSubclasses()) {
      MediaItemEvent event = Samples.of(type);
      assertFalse(Sentences.of(event).isBlank(), type.getSimpleName());
    }
  }

  @Test
  void bytesReadAsPeopleSayThem() {
    assertEquals("999 bytes", Sentences.bytes(999));
    assertEquals("1.0 kB", Sentences.bytes(1000));
    assertEquals("2.5 MB", Sentences.bytes(2_500_000));
    assertEquals("1.0 GB", Sentences.bytes(999_970_000));
  }

  private Story tell() {
    return new StoryTeller(SPACE).tell(ID, events, Optional.empty());
  }

  private Story.Step step(StageName stage) {
    return tell().steps().stream().filter(s -> s.stage() == stage).findFirst().orElseThrow();
  }

  private void photo() {
    acquired(MediaType.JPEG);
  }

  private void acquired(MediaType type) {
    add(Samples.acquired(type, STEP, T));
    add(new MediaItemEvent.Hashed(HASH, 2000, STEP, T));
  }

  private void local() {
    BlobKey blob = BlobKey.of(new OrgId("home"), HASH, MediaType.JPEG);
    add(new MediaItemEvent.Stored(Optional.of(blob), Custody.COPY, "pool", STEP, T));
    add(new MediaItemEvent.Described(FactLayer.CAMERA, Samples.description(), STEP, T));
    add(new MediaItemEvent.Previewed(RunId.random(), 1, 1, List.of(), List.of(), STEP, T));
  }

  private void embedded(EmbeddingSpace space, RunId run, int part, int parts) {
    SegmentVector vector = new SegmentVector(0, Embedding.canonical(new float[] {1, 2, 2}));
    List<Label> labels = List.of(new Label("tabby cat", 0.8));
    add(new MediaItemEvent.Embedded(space, run, part, parts, List.of(vector), labels, STEP, T));
  }

  private void failed(StageName stage, ErrorCode code, int attempt, Optional<Instant> retryAt) {
    StepRun run = new StepRun("home", attempt, T, 5);
    StageFailure failure = new StageFailure(code, "30 s were over");
    add(new MediaItemEvent.StageFailed(stage, Optional.empty(), failure, run, retryAt, T));
  }

  private void add(MediaItemEvent event) {
    long number = events.size() + 1L;
    events.add(
        new JournalEvent("MediaItem|home." + ID, number, event, T, new JournalOffset(1, number)));
  }

  /** One event of each type, as small as it can be. */
  private static final class Samples {
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
