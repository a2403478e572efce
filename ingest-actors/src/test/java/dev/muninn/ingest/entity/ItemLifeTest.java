package dev.muninn.ingest.entity;

import static dev.muninn.ingest.entity.SampleEvents.ANNA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.muninn.media.Curation;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.RunId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.RejectionReason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Trash, edits, purge. */
class ItemLifeTest extends ItemScript {

  @Test
  void trashAndRestoreMayBeRepeated() {
    readyItem();
    assertEquals(List.of("Trashed"), names(tell(new MediaItemCommand.Trash(ANNA, null))));
    assertEquals(List.of(), names(tell(new MediaItemCommand.Trash(ANNA, null))));
    assertEquals(Set.of(), facts().owed());
    results(stored());
    assertRejected(RejectionReason.TRASHED);
    retry(Optional.empty());
    assertRejected(RejectionReason.TRASHED);
    fail(StageName.STORE, ErrorCode.INTERNAL);
    assertRejected(RejectionReason.TRASHED);
    assertEquals(List.of("Restored"), names(tell(new MediaItemCommand.Restore(ANNA, null))));
    assertEquals(List.of(), names(tell(new MediaItemCommand.Restore(ANNA, null))));
  }

  @Test
  void anEditIsRememberedOnce() {
    readyItem();
    MediaItemCommand edit =
        new MediaItemCommand.Curate(
            new Curation(
                Optional.of(4),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            ANNA,
            null);
    assertEquals(List.of("Curated"), names(tell(edit)));
    assertEquals(List.of(), names(tell(edit)));
  }

  @Test
  void whatAPersonSaidCanBeTakenBackAlsoInTheTrash() {
    readyItem();
    tell(new MediaItemCommand.Curate(SAMPLE_EDIT, ANNA, null));
    tell(new MediaItemCommand.Trash(ANNA, null));
    MediaItemCommand back =
        new MediaItemCommand.Curate(
            new Curation(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(Curation.Field.RATING)),
            ANNA,
            null);
    assertEquals(List.of("Curated"), names(tell(back)));
    assertEquals(List.of(), names(tell(back)));
    assertEquals(Optional.of(Curation.NOTHING), item().curation());
  }

  @Test
  void anEditThatChangesNothingIsNoEvent() {
    readyItem();
    assertEquals(List.of(), names(tell(new MediaItemCommand.Curate(Curation.NOTHING, ANNA, null))));
  }

  @Test
  void noRunOfAStageOverwritesWhatAPersonSaid() {
    readyItem();
    tell(new MediaItemCommand.Curate(SAMPLE_EDIT, ANNA, null));
    RunId again = RunId.random();
    apply(new MediaItemEvent.DerivedLost(SampleEvents.RUN, "all", now));
    results(described(), previewed(again, 1, 1), embedded(again, 1, 1));
    assertEquals(Optional.of(SAMPLE_EDIT), item().curation());
  }

  @Test
  void whoHasNotSeenTheLastEventChangesNothing() {
    readyItem();
    Decision trash =
        new AwaitingStages(item()).decide(new MediaItemCommand.Trash(ANNA, null), at());
    assertEquals(trash, trash.onlyAt(Optional.of(8L), 8));
    assertEquals(trash, trash.onlyAt(Optional.empty(), 8));
    Decision.Reject late =
        assertInstanceOf(Decision.Reject.class, trash.onlyAt(Optional.of(7L), 8));
    assertEquals(RejectionReason.CHANGED, late.reason());
    Decision nothing = new Decision.AlreadyDone();
    assertEquals(nothing, nothing.onlyAt(Optional.of(7L), 8));
  }

  @Test
  void afterAPurgeResultsAreRefusedAndTheSameBytesMayComeAgain() {
    readyItem();
    apply(new MediaItemEvent.Purged(now));
    for (MediaItemCommand command : commands()) {
      if (!(command instanceof MediaItemCommand.Acquire)) {
        tell(command);
        assertRejected(RejectionReason.PURGED);
      }
    }
    assertEquals(List.of("Acquired", "Hashed"), names(tell(upload("a.jpg"))));
  }
}
