package dev.muninn.ingest.entity;

import static dev.muninn.ingest.entity.SampleEvents.ANNA;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.media.Curation;
import dev.muninn.media.ErrorCode;
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
