package dev.muninn.ingest.pipeline.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.Story;
import dev.muninn.catalog.Story.StepStatus;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaType;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.RunId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoryTellerTest {
  private final ItemEvents item = new ItemEvents();

  @Test
  void aPhotoThatWentThroughIsReadyInSevenSteps() {
    item.photo();
    item.local();
    item.embedded(ItemEvents.SPACE, RunId.random(), 1, 1);
    item.add(new MediaItemEvent.Indexed(ItemEvents.SPACE, ItemEvents.STEP, ItemEvents.T));

    Story story = item.tell();

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
    item.acquired(MediaType.MP3);
    assertEquals(StepStatus.SKIPPED, item.step(StageName.PREVIEW).status());
    assertEquals(StepStatus.SKIPPED, item.step(StageName.EMBED).status());
    assertEquals(StepStatus.SKIPPED, item.step(StageName.INDEX).status());
  }

  @Test
  void aStepIsDoneOnlyWhenAllPartsOfOneRunAreThere() {
    item.photo();
    RunId run = RunId.random();
    item.embedded(ItemEvents.SPACE, run, 1, 2);
    item.embedded(ItemEvents.SPACE, RunId.random(), 2, 2);
    assertEquals(StepStatus.WAITING, item.step(StageName.EMBED).status());
    item.embedded(ItemEvents.SPACE, run, 2, 2);
    assertEquals(StepStatus.DONE, item.step(StageName.EMBED).status());
  }

  @Test
  void aSecondSpaceReopensNothingAndIsTold() {
    item.photo();
    item.embedded(ItemEvents.SPACE, RunId.random(), 1, 1);
    item.embedded(ItemEvents.OTHER, RunId.random(), 1, 2);
    assertEquals(StepStatus.DONE, item.step(StageName.EMBED).status());
    String last = item.tell().events().get(item.tell().events().size() - 1).summary();
    assertTrue(last.contains(ItemEvents.OTHER.id()), last);
  }

  @Test
  void aFailureSaysWhyAndWhenItIsTriedAgain() {
    item.photo();
    item.failed(
        StageName.STORE, ErrorCode.STORAGE_FAILED, 2, Optional.of(ItemEvents.T.plusSeconds(5)));
    Story.Step step = item.step(StageName.STORE);
    assertEquals(StepStatus.FAILED, step.status());
    assertEquals(2, step.attempts());
    assertEquals(ErrorCode.STORAGE_FAILED, step.error().orElseThrow().code());
    assertEquals(Optional.of(ItemEvents.T.plusSeconds(5)), step.nextAttemptAt());
    assertEquals(MediaStatus.FAILED, item.tell().status());
  }

  @Test
  void aQuarantinedItemWaitsAgainAfterARetryWasAskedFor() {
    item.photo();
    item.add(
        new MediaItemEvent.Quarantined(
            StageName.STORE, Optional.empty(), ErrorCode.BROKEN_FILE, "ends early", ItemEvents.T));
    assertEquals(MediaStatus.QUARANTINED, item.tell().status());
    assertTrue(item.tell().events().get(2).summary().contains("ends early"));
    item.add(new MediaItemEvent.RetryRequested(Optional.empty(), Optional.empty(), ItemEvents.T));
    assertEquals(MediaStatus.WAITING, item.tell().status());
    assertEquals(StepStatus.WAITING, item.step(StageName.STORE).status());
  }

  @Test
  void whoeverWorksOnItIsNamed() {
    item.photo();
    Situation.Running lease =
        new Situation.Running(Set.of(StageName.STORE, StageName.DESCRIBE), "vault", ItemEvents.T);
    Story story = item.tell(new Situation(Optional.of(lease), Optional.empty(), List.of()));
    assertEquals(MediaStatus.RUNNING, story.status());
    assertEquals(Optional.of("vault"), story.steps().get(2).node());
    assertEquals(StepStatus.DONE, story.steps().get(1).status());
  }

  @Test
  void trashAndRestoreAreTold() {
    item.photo();
    item.add(new MediaItemEvent.Trashed(ParticipantId.random(), ItemEvents.T));
    assertEquals(MediaStatus.TRASHED, item.tell().status());
    item.add(new MediaItemEvent.Restored(Optional.empty(), ItemEvents.T));
    assertEquals(MediaStatus.WAITING, item.tell().status());
  }

  @Test
  void everyEventHasASentence() {
    for (Class<?> type : MediaItemEvent.class.getPermittedSubclasses()) {
      MediaItemEvent event = ItemEvents.Samples.of(type);
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
}
