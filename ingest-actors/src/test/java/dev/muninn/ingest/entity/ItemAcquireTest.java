package dev.muninn.ingest.entity;

import static dev.muninn.ingest.entity.SampleEvents.ANNA;
import static dev.muninn.ingest.entity.SampleEvents.HASH;
import static dev.muninn.ingest.entity.SampleEvents.ORG;
import static dev.muninn.ingest.entity.SampleEvents.STAGED;
import static dev.muninn.ingest.entity.SampleEvents.STEP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Custody;
import dev.muninn.media.FactLayer;
import dev.muninn.media.MediaType;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.RejectionReason;
import dev.muninn.media.signal.StageResult;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The first bytes of an item, and the same bytes again. */
class ItemAcquireTest extends ItemScript {

  @Test
  void newBytesAreAcquiredAndHashedTogether() {
    assertEquals(List.of("Acquired", "Hashed"), names(tell(upload("a.jpg"))));
    assertEquals(new MediaItemReply.Accepted(2), last);
    assertEquals(
        EnumSet.of(
            StageName.STORE,
            StageName.DESCRIBE,
            StageName.PREVIEW,
            StageName.EMBED,
            StageName.INDEX),
        progress().owed());
  }

  @Test
  void whatNeverWasIsUnknown() {
    for (MediaItemCommand command : commands()) {
      if (!(command instanceof MediaItemCommand.Acquire)) {
        tell(command);
        assertRejected(RejectionReason.UNKNOWN);
      }
    }
  }

  @Test
  void audioOwesNoPictureAndNoVector() {
    tell(acquire("a.ogg", Custody.COPY, STAGED, MediaType.OGG, HASH));
    assertEquals(EnumSet.of(StageName.STORE, StageName.DESCRIBE), progress().owed());
    results(
        new StageResult.Stored(
            Optional.of(BlobKey.of(ORG, HASH, MediaType.OGG)), Custody.COPY, "v", STEP),
        new StageResult.Described(FactLayer.FILE, SampleEvents.BARE, STEP));
    assertEquals(MediaStatus.READY, progress().status());
  }

  @Test
  void theSameUploadAgainIsKnownWithoutAnEvent() {
    tell(upload("a.jpg"));
    assertEquals(List.of(), names(tell(upload("a.jpg"))));
    assertEquals(new MediaItemReply.Known(HASH, 2, false), last);
  }

  @Test
  void anotherNameOrPlaceIsAdded() {
    tell(upload("a.jpg"));
    assertEquals(List.of("LocationAdded"), names(tell(upload("b.jpg"))));
    assertEquals(List.of("LocationAdded"), names(tell(scanned(Custody.COPY))));
    assertEquals(List.of(), names(tell(scanned(Custody.COPY))));
    assertEquals(new MediaItemReply.Known(HASH, 4, false), last);
  }

  @Test
  void anotherHashIsAConflict() {
    tell(upload("a.jpg"));
    tell(acquire("a.jpg", Custody.COPY, STAGED, MediaType.JPEG, new ContentHash("cd".repeat(32))));
    assertRejected(RejectionReason.CONFLICT);
  }

  @Test
  void anUploadUpgradesWhatLiesInPlaceOnly() {
    tell(scanned(Custody.IN_PLACE));
    results(new StageResult.Stored(Optional.empty(), Custody.IN_PLACE, "v", STEP));
    assertEquals(List.of("LocationAdded", "Healed"), names(tell(upload("a.jpg"))));
    assertEquals(new MediaItemReply.Known(HASH, 5, true), last);
    assertTrue(progress().owed().contains(StageName.STORE));
    assertEquals(Custody.COPY, item().custody());
    assertEquals(STAGED, facts().origins().get(0));
  }

  @Test
  void anUploadKeepsItsBytesUntilOursExist() {
    tell(scanned(Custody.COPY));
    assertEquals(List.of("LocationAdded", "Healed"), names(tell(upload("a.jpg"))));
    assertEquals(true, ((MediaItemReply.Known) last).keepsStaged());
    assertEquals(STAGED, facts().origins().get(0));
    results(stored());
    assertEquals(List.of(), names(tell(upload("a.jpg"))));
    assertEquals(false, ((MediaItemReply.Known) last).keepsStaged());
  }

  @Test
  void anUploadHealsADamagedItem() {
    readyItem();
    apply(new MediaItemEvent.DamageFound("bits", now));
    tell(upload("a.jpg"));
    assertEquals(true, ((MediaItemReply.Known) last).keepsStaged());
    assertEquals(Set.of(StageName.STORE), progress().owed());
    results(stored());
    assertEquals(MediaStatus.READY, progress().status());
  }

  @Test
  void anUploadRestoresFromTheTrashAndAScanDoesNot() {
    readyItem();
    tell(new MediaItemCommand.Trash(ANNA, null));
    assertEquals(List.of("LocationAdded"), names(tell(scanned(Custody.COPY))));
    assertInstanceOf(AwaitingRestore.class, state);
    assertEquals(List.of("Restored"), names(tell(upload("a.jpg"))));
    assertEquals(MediaStatus.READY, progress().status());
  }
}
