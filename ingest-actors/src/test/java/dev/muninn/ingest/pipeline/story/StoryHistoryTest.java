package dev.muninn.ingest.pipeline.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.PipelineControl.Pause;
import dev.muninn.catalog.Story;
import dev.muninn.catalog.Story.AttemptOutcome;
import dev.muninn.catalog.Story.StepStatus;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaType;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every attempt is told, and why a step is not done. */
class StoryHistoryTest {
  private static final Set<StageName> LOCAL =
      Set.of(StageName.STORE, StageName.DESCRIBE, StageName.PREVIEW);
  private final ItemEvents item = new ItemEvents();

  @Test
  void everyAttemptStaysInTheHistory() {
    item.photo();
    item.failed(StageName.STORE, ErrorCode.STORAGE_FAILED, 1, Optional.of(ItemEvents.T));
    item.failed(StageName.STORE, ErrorCode.DECODER_TIMEOUT, 2, Optional.of(ItemEvents.T));
    item.add(new MediaItemEvent.RetryRequested(Optional.empty(), Optional.empty(), ItemEvents.T));
    item.local();

    Story.Step store = item.step(StageName.STORE);
    assertEquals(StepStatus.DONE, store.status());
    assertEquals(
        List.of(AttemptOutcome.FAILED, AttemptOutcome.FAILED, AttemptOutcome.DONE),
        store.history().stream().map(Story.Attempt::outcome).toList());
    Story.Attempt second = store.history().get(1);
    assertEquals(2, second.number());
    assertEquals("home", second.node());
    assertEquals(Optional.of(5L), second.elapsedMs());
    assertEquals(ErrorCode.DECODER_TIMEOUT, second.error().orElseThrow().code());
    assertEquals(Optional.empty(), store.remark());
  }

  @Test
  void aWorkerThatDiedIsALostAttemptAndNoFailedOne() {
    item.photo();
    Situation.Worker vault = new Situation.Worker("vault", ItemEvents.T);
    Story.Step store =
        item.step(StageName.STORE, lost(new Situation.Lost(LOCAL, 2, Optional.of(vault))));
    assertEquals(0, store.attempts());
    assertEquals(AttemptOutcome.LOST, store.history().get(0).outcome());
    assertEquals("vault", store.history().get(0).node());
    assertRemark(store, "2 workers in a row stopped while they worked on this, last on “vault”");
  }

  @Test
  void whoWorksNowIsNotTakenForTheOneWhoDied() {
    item.photo();
    Situation now =
        new Situation(
            Optional.of(new Situation.Running(LOCAL, "home", ItemEvents.T)),
            Optional.of(new Situation.Lost(LOCAL, 1, Optional.empty())),
            List.of());
    Story.Step store = item.step(StageName.STORE, now);
    assertEquals(StepStatus.RUNNING, store.status());
    assertEquals(List.of(), store.history());
    assertRemark(store, "A worker stopped while it worked on this");
  }

  @Test
  void aPausedStageSaysSinceWhenAndWhy() {
    item.photo();
    Pause pause =
        new Pause(StageName.STORE, "moving the disks", ParticipantId.random(), ItemEvents.T);
    Situation now = new Situation(Optional.empty(), Optional.empty(), List.of(pause));
    Story.Step store = item.step(StageName.STORE, now);
    assertRemark(
        store, "Waiting: the stage store is paused since 2026-05-01 10:00 UTC: “moving the disks”");
  }

  @Test
  void eachWaitIsNamed() {
    item.photo();
    assertRemark(item.step(StageName.STORE), "Waits for its turn");
    assertRemark(item.step(StageName.PREVIEW), "Follows after store");
    item.local();
    assertRemark(item.step(StageName.EMBED), "Waits for a worker that runs the model lite-1-3");
    assertRemark(item.step(StageName.INDEX), "Follows after embed");
  }

  @Test
  void aMissingFolderAndAFullDiskAreWaitedFor() {
    item.photo();
    item.failed(StageName.STORE, ErrorCode.SOURCE_OFFLINE, 1, Optional.of(ItemEvents.T));
    assertRemark(item.step(StageName.STORE), "Waits for its source");
    item.failed(StageName.STORE, ErrorCode.DISK_FULL, 1, Optional.of(ItemEvents.T));
    assertRemark(item.step(StageName.STORE), "Waits for room on the disk");
    item.failed(StageName.STORE, ErrorCode.STORAGE_FAILED, 1, Optional.of(ItemEvents.T));
    assertRemark(item.step(StageName.STORE), "Is tried again by itself");
  }

  @Test
  void whatIsNotTriedAgainSaysSo() {
    item.photo();
    item.add(
        new MediaItemEvent.Quarantined(
            StageName.STORE, Optional.empty(), ErrorCode.BROKEN_FILE, "", ItemEvents.T));
    assertRemark(item.step(StageName.STORE), "Set aside");
    item.add(new MediaItemEvent.Trashed(ParticipantId.random(), ItemEvents.T));
    assertRemark(item.step(StageName.STORE), "lies in the trash");
  }

  @Test
  void soundSaysWhyItHasNoPreview() {
    item.acquired(MediaType.MP3);
    assertRemark(item.step(StageName.PREVIEW), "a sound has no picture");
  }

  @Test
  void damageAndItsHealingAreTold() {
    item.photo();
    item.local();
    item.add(new MediaItemEvent.DamageFound("12 bytes differ", ItemEvents.T));
    assertEquals(StepStatus.WAITING, item.step(StageName.STORE).status());
    String summary = item.tell().events().get(5).summary();
    assertTrue(summary.contains("damaged") && summary.contains("12 bytes differ"), summary);
  }

  private static Situation lost(Situation.Lost lost) {
    return new Situation(Optional.empty(), Optional.of(lost), List.of());
  }

  private static void assertRemark(Story.Step step, String part) {
    String remark = step.remark().orElse("");
    assertTrue(remark.contains(part), step + " should remark: " + part);
  }
}
