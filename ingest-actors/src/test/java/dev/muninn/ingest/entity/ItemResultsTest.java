package dev.muninn.ingest.entity;

import static dev.muninn.ingest.entity.SampleEvents.ORG;
import static dev.muninn.ingest.entity.SampleEvents.RUN;
import static dev.muninn.ingest.entity.SampleEvents.SPACE;
import static dev.muninn.ingest.entity.SampleEvents.STEP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Custody;
import dev.muninn.media.MediaType;
import dev.muninn.media.RunId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.RejectionReason;
import dev.muninn.media.signal.StageResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stages report. */
class ItemResultsTest extends ItemScript {

  @Test
  void oneRunReportsSeveralFactsTogether() {
    tell(upload("a.jpg"));
    assertEquals(
        List.of("Stored", "Described", "Previewed"),
        names(results(stored(), described(), previewed(RUN, 1, 1))));
    assertEquals(Set.of(StageName.EMBED, StageName.INDEX), progress().owed());
    results(embedded(RUN, 1, 1));
    results(new StageResult.Indexed(SPACE, STEP));
    assertEquals(MediaStatus.READY, progress().status());
    assertEquals(Set.of(SPACE), facts().embedded());
  }

  @Test
  void aSecondReportIsAlreadyDoneWhateverItsValue() {
    readyItem();
    for (StageResult again :
        List.of(
            stored(),
            described(),
            previewed(new RunId("z".repeat(26)), 1, 1),
            embedded(new RunId("z".repeat(26)), 1, 1),
            new StageResult.Indexed(SPACE, STEP))) {
      assertEquals(List.of(), names(results(again)));
      assertInstanceOf(MediaItemReply.AlreadyDone.class, last);
    }
  }

  @Test
  void aRunIsDoneWhenAllItsPartsAreThereAndANewerIncompleteOneHidesNothing() {
    tell(upload("a.jpg"));
    RunId other = new RunId("z".repeat(26));
    results(previewed(RUN, 1, 2));
    assertEquals(List.of(), names(results(previewed(RUN, 1, 2))));
    results(previewed(other, 2, 2));
    assertTrue(progress().owed().contains(StageName.PREVIEW));
    assertEquals(List.of(), facts().segments());
    results(previewed(RUN, 2, 2));
    assertEquals(Optional.of(RUN), progress().previews().complete());
    assertEquals(2, facts().segments().size());
  }

  @Test
  void whatIsNotOwedIsRefusedAndWhatIsComesThrough() {
    tell(upload("a.jpg"));
    results(embedded(RUN, 1, 1));
    assertRejected(RejectionReason.NOT_OWED);
    results(new StageResult.Indexed(SPACE, STEP));
    assertRejected(RejectionReason.NOT_OWED);
    results(new StageResult.Stored(Optional.empty(), Custody.IN_PLACE, "v", STEP));
    assertRejected(RejectionReason.NOT_OWED);
    assertEquals(List.of("Stored"), names(results(stored(), new StageResult.Indexed(SPACE, STEP))));
  }

  @Test
  void aBlobOfAnotherHashIsAConflict() {
    tell(upload("a.jpg"));
    results(
        new StageResult.Stored(
            Optional.of(BlobKey.of(ORG, new ContentHash("cd".repeat(32)), MediaType.JPEG)),
            Custody.COPY,
            "v",
            STEP));
    assertRejected(RejectionReason.CONFLICT);
  }
}
