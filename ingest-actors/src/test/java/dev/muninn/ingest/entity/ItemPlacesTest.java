package dev.muninn.ingest.entity;

import static dev.muninn.ingest.entity.SampleEvents.ANNA;
import static dev.muninn.ingest.entity.SampleEvents.BLOB;
import static dev.muninn.ingest.entity.SampleEvents.HASH;
import static dev.muninn.ingest.entity.SampleEvents.IN_SOURCE;
import static dev.muninn.ingest.entity.SampleEvents.ORG;
import static dev.muninn.ingest.entity.SampleEvents.RUN;
import static dev.muninn.ingest.entity.SampleEvents.SOURCE;
import static dev.muninn.ingest.entity.SampleEvents.SPACE;
import static dev.muninn.ingest.entity.SampleEvents.STEP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Custody;
import dev.muninn.media.Damage;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.FileLocation;
import dev.muninn.media.MediaType;
import dev.muninn.media.RunId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.LossReason;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.StageResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Places that come and go, files that are damaged. */
class ItemPlacesTest extends ItemScript {

  @Test
  void theLastPlaceOfAnInPlaceItemLeavesItWaitingForAPerson() {
    tell(scanned(Custody.IN_PLACE));
    results(new StageResult.Stored(Optional.empty(), Custody.IN_PLACE, "v", STEP));
    MediaItemCommand lost =
        new MediaItemCommand.LoseLocation(SOURCE, "2024/Zoë 🐈.jpg", LossReason.GONE, null);
    assertEquals(List.of("LocationLost", "DamageFound", "Quarantined"), names(tell(lost)));
    assertEquals(MediaStatus.QUARANTINED, progress().status());
    assertEquals(List.of(), names(tell(lost)));
    assertEquals(List.of("LocationAdded", "Healed"), names(tell(scanned(Custody.IN_PLACE))));
    assertEquals(MediaStatus.WAITING, progress().status());
    assertEquals(Custody.IN_PLACE, item().custody());
  }

  @Test
  void aPlaceBesideTheCopyIsNotMissed() {
    readyItem();
    tell(scanned(Custody.COPY));
    tell(new MediaItemCommand.LoseLocation(SOURCE, "2024/Zoë 🐈.jpg", LossReason.CHANGED, null));
    assertEquals(MediaStatus.READY, progress().status());
  }

  @Test
  void damageOwesTheStoringAgainAndForgetsNothing() {
    readyItem();
    assertEquals(List.of("DamageFound"), names(tell(damage(Damage.OTHER_BYTES))));
    assertEquals(Set.of(StageName.STORE), progress().owed());
    assertEquals(MediaStatus.WAITING, progress().status());
    assertEquals(Set.of(SPACE), facts().embedded());
    assertTrue(facts().description().isPresent());
    assertEquals(1, facts().segments().size());
    assertEquals(Optional.of(BLOB), facts().blob());
  }

  @Test
  void theSameDamageIsRecordedOnceAndThatOfAnotherFileNever() {
    readyItem();
    assertEquals(
        List.of(),
        names(tell(new MediaItemCommand.ReportDamage(Damage.MISSING, OTHER_BLOB, "", null))));
    tell(damage(Damage.TRUNCATED));
    assertEquals(List.of(), names(tell(damage(Damage.MISSING))));
    assertInstanceOf(MediaItemReply.AlreadyDone.class, last);
  }

  @Test
  void whatIsNotStoredYetCannotBeDamaged() {
    tell(upload("a.jpg"));
    assertEquals(List.of(), names(tell(damage(Damage.MISSING))));
  }

  @Test
  void aHealedCopyIsRecordedWithWhereItCameFrom() {
    readyItem();
    tell(scanned(Custody.COPY));
    tell(damage(Damage.MISSING));
    assertEquals(List.of("Healed", "Stored"), names(results(healed())));
    assertEquals(MediaStatus.READY, progress().status());
    assertEquals(List.of(IN_SOURCE), facts().origins());
    assertEquals(Custody.COPY, item().custody());
    assertEquals(List.of(), names(results(healed())));
  }

  @Test
  void damageWithoutAGoodCopyWaitsForTheBytesToComeAgain() {
    for (MediaItemCommand again : List.of(upload("b.jpg"), scanned(Custody.COPY))) {
      state = new AwaitingBytes();
      readyItem();
      tell(damage(Damage.OTHER_BYTES));
      fail(StageName.STORE, ErrorCode.BLOB_DAMAGED);
      assertEquals(MediaStatus.QUARANTINED, progress().status());
      assertEquals(List.of("LocationAdded", "Healed"), names(tell(again)));
      assertEquals(Set.of(StageName.STORE), progress().owed());
      assertEquals(MediaStatus.WAITING, progress().status());
      results(stored());
      assertEquals(MediaStatus.READY, progress().status());
    }
  }

  @Test
  void aTrashedItemRemembersDamageAndOwesNothing() {
    readyItem();
    tell(new MediaItemCommand.Trash(ANNA, null));
    assertEquals(List.of("DamageFound"), names(tell(damage(Damage.MISSING))));
    assertEquals(List.of("DerivedLost"), names(tell(derivedLost(RUN))));
    assertEquals(Set.of(), facts().owed());
    tell(new MediaItemCommand.Restore(ANNA, null));
    assertEquals(Set.of(StageName.STORE, StageName.PREVIEW), progress().owed());
  }

  @Test
  void lostPicturesAreMadeAgainAndTheVectorStays() {
    readyItem();
    assertEquals(List.of(), names(tell(derivedLost(OTHER_RUN))));
    assertEquals(List.of("DerivedLost"), names(tell(derivedLost(RUN))));
    assertEquals(List.of(), names(tell(derivedLost(RUN))));
    assertEquals(Set.of(StageName.PREVIEW), progress().owed());
    results(previewed(OTHER_RUN, 1, 1));
    assertEquals(MediaStatus.READY, progress().status());
    assertEquals(Set.of(SPACE), facts().embedded());
  }

  @Test
  void anOriginalThatALaterStageMissesIsLookedForAgain() {
    tell(upload("a.jpg"));
    results(stored());
    assertEquals(
        List.of("StageFailed", "DamageFound"),
        names(fail(StageName.DESCRIBE, ErrorCode.BLOB_MISSING)));
    assertEquals(Optional.of(StageName.STORE), progress().next());
    assertEquals(MediaStatus.WAITING, progress().status());
  }

  @Test
  void anotherNameOrInodeOfTheSameBytesKeepsAllThatIsKnown() {
    tell(scanned(Custody.IN_PLACE));
    results(new StageResult.Stored(Optional.empty(), Custody.IN_PLACE, "v", STEP));
    results(described(), previewed(RUN, 1, 1));
    results(embedded(RUN, 1, 1), new StageResult.Indexed(SPACE, STEP));
    assertEquals(List.of("LocationAdded"), names(tell(at("2024/Zoë 🐈.jpg", 99))));
    assertEquals(1, facts().origins().size());
    assertEquals(List.of("LocationAdded"), names(tell(at("moved/b.jpg", 99))));
    tell(new MediaItemCommand.LoseLocation(SOURCE, "2024/Zoë 🐈.jpg", LossReason.GONE, null));
    assertEquals(MediaStatus.READY, progress().status());
    assertEquals(Set.of(), facts().owed());
    assertEquals(Set.of(SPACE), facts().embedded());
  }

  private static final RunId OTHER_RUN = new RunId("z".repeat(26));
  private static final BlobKey OTHER_BLOB =
      BlobKey.of(ORG, new ContentHash("cd".repeat(32)), MediaType.JPEG);

  private static MediaItemCommand damage(Damage damage) {
    return new MediaItemCommand.ReportDamage(damage, BLOB, "words", null);
  }

  private static MediaItemCommand derivedLost(RunId run) {
    return new MediaItemCommand.ReportDerivedLost(run, "thumb-256.jpg", null);
  }

  private static StageResult healed() {
    return new StageResult.Stored(
        Optional.of(BLOB), Custody.COPY, "v", Optional.of(IN_SOURCE), STEP);
  }

  /** The same bytes in the same source, at a path with an inode. */
  private static MediaItemCommand at(String path, long inode) {
    return acquire(
        "b.jpg",
        Custody.IN_PLACE,
        new ByteOrigin.InSource(new FileLocation(SOURCE, path, 5, 1, 2, inode)),
        MediaType.JPEG,
        HASH);
  }
}
