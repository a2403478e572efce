package dev.muninn.ingest.entity;

import static dev.muninn.ingest.entity.SampleEvents.ANNA;
import static dev.muninn.ingest.entity.SampleEvents.AT;
import static dev.muninn.ingest.entity.SampleEvents.BLOB;
import static dev.muninn.ingest.entity.SampleEvents.HASH;
import static dev.muninn.ingest.entity.SampleEvents.IN_SOURCE;
import static dev.muninn.ingest.entity.SampleEvents.ITEM;
import static dev.muninn.ingest.entity.SampleEvents.ORG;
import static dev.muninn.ingest.entity.SampleEvents.RUN;
import static dev.muninn.ingest.entity.SampleEvents.SEGMENT;
import static dev.muninn.ingest.entity.SampleEvents.SOURCE;
import static dev.muninn.ingest.entity.SampleEvents.SPACE;
import static dev.muninn.ingest.entity.SampleEvents.STAGED;
import static dev.muninn.ingest.entity.SampleEvents.STEP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Curation;
import dev.muninn.media.Custody;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.FactLayer;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaType;
import dev.muninn.media.RunId;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.ItemFacts;
import dev.muninn.media.signal.LossReason;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.RejectionReason;
import dev.muninn.media.signal.StageResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MediaItemStatesTest {
  private static final RetryPolicy POLICY =
      new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(5), 0.2, 5, Duration.ofSeconds(30));

  private MediaItemState state = new AwaitingBytes();
  private long seqNr;
  private Instant now = AT;

  // ---- beginnings ----

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
        progress().owed(SPACE));
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
    assertEquals(EnumSet.of(StageName.STORE, StageName.DESCRIBE), progress().owed(SPACE));
    results(
        new StageResult.Stored(
            Optional.of(BlobKey.of(ORG, HASH, MediaType.OGG)), Custody.COPY, "v", STEP),
        new StageResult.Described(FactLayer.FILE, SampleEvents.BARE, STEP));
    assertEquals(MediaStatus.READY, progress().status(SPACE));
  }

  // ---- again ----

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
    assertTrue(progress().owed(SPACE).contains(StageName.STORE));
    assertEquals(Custody.COPY, item().custody());
    assertEquals(STAGED, facts().origins().get(0));
  }

  @Test
  void anUploadHealsADamagedItem() {
    readyItem();
    apply(new MediaItemEvent.DamageFound("bits", now));
    tell(upload("a.jpg"));
    assertEquals(true, ((MediaItemReply.Known) last).keepsStaged());
    assertEquals(Set.of(StageName.STORE), progress().owed(SPACE));
    results(stored());
    assertEquals(MediaStatus.READY, progress().status(SPACE));
  }

  @Test
  void anUploadRestoresFromTheTrashAndAScanDoesNot() {
    readyItem();
    tell(new MediaItemCommand.Trash(ANNA, null));
    assertEquals(List.of("LocationAdded"), names(tell(scanned(Custody.COPY))));
    assertInstanceOf(AwaitingRestore.class, state);
    assertEquals(List.of("Restored"), names(tell(upload("a.jpg"))));
    assertEquals(MediaStatus.READY, progress().status(SPACE));
  }

  // ---- results ----

  @Test
  void oneRunReportsSeveralFactsTogether() {
    tell(upload("a.jpg"));
    assertEquals(
        List.of("Stored", "Described", "Previewed"),
        names(results(stored(), described(), previewed(RUN, 1, 1))));
    assertEquals(Set.of(StageName.EMBED, StageName.INDEX), progress().owed(SPACE));
    results(embedded(RUN, 1, 1));
    results(new StageResult.Indexed(SPACE, STEP));
    assertEquals(MediaStatus.READY, progress().status(SPACE));
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
    assertTrue(progress().owed(SPACE).contains(StageName.PREVIEW));
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

  // ---- failures ----

  @Test
  void failuresAreRetriedWithGrowingPausesAndThenQuarantined() {
    tell(upload("a.jpg"));
    for (int attempt = 1; attempt <= 4; attempt++) {
      assertEquals(List.of("StageFailed"), names(fail(StageName.STORE, ErrorCode.STORAGE_FAILED)));
      assertEquals(
          Optional.of(now.minusSeconds(1).plusMillis(500L << attempt)),
          progress().trouble(StageName.STORE, Optional.empty()).orElseThrow().retryAt());
      assertEquals(MediaStatus.FAILED, progress().status(SPACE));
    }
    assertEquals(
        List.of("StageFailed", "Quarantined"),
        names(fail(StageName.STORE, ErrorCode.STORAGE_FAILED)));
    assertEquals(MediaStatus.QUARANTINED, progress().status(SPACE));
    assertEquals(List.of(), names(fail(StageName.STORE, ErrorCode.STORAGE_FAILED)));
  }

  @Test
  void aFatalFailureQuarantinesAtOnceAndARetryBeginsAnew() {
    tell(upload("a.jpg"));
    results(stored());
    assertEquals(
        List.of("StageFailed", "Quarantined"),
        names(fail(StageName.DESCRIBE, ErrorCode.BROKEN_FILE)));
    assertEquals(List.of(), names(retry(Optional.of(StageName.EMBED))));
    assertEquals(List.of("RetryRequested"), names(retry(Optional.empty())));
    assertEquals(MediaStatus.WAITING, progress().status(SPACE));
    assertEquals(List.of(), names(retry(Optional.empty())));
  }

  @Test
  void anOutageUsesUpNoAttempt() {
    tell(upload("a.jpg"));
    for (int i = 0; i < 20; i++) {
      assertEquals(List.of("StageFailed"), names(fail(StageName.STORE, ErrorCode.DISK_FULL)));
      assertEquals(List.of("StageFailed"), names(fail(StageName.STORE, ErrorCode.SOURCE_OFFLINE)));
    }
    assertEquals(MediaStatus.WAITING, progress().status(SPACE));
  }

  @Test
  void theSameFailureToldTwiceCountsOnce() {
    tell(upload("a.jpg"));
    fail(StageName.STORE, ErrorCode.STORAGE_FAILED);
    now = now.minusSeconds(1);
    fail(StageName.STORE, ErrorCode.STORAGE_FAILED);
    assertInstanceOf(MediaItemReply.AlreadyDone.class, last);
  }

  @Test
  void missingProxiesAreMadeAgain() {
    tell(upload("a.jpg"));
    results(stored(), described(), previewed(RUN, 1, 1));
    assertEquals(
        List.of("StageFailed", "DerivedLost"),
        names(fail(StageName.EMBED, ErrorCode.PROXY_MISSING)));
    assertEquals(Optional.of(StageName.PREVIEW), progress().next(SPACE));
    results(previewed(new RunId("z".repeat(26)), 1, 1));
    assertEquals(Optional.of(StageName.EMBED), progress().next(SPACE));
  }

  @Test
  void aLateSuccessEndsAQuarantine() {
    tell(upload("a.jpg"));
    fail(StageName.STORE, ErrorCode.BLOB_MISSING);
    assertEquals(MediaStatus.QUARANTINED, progress().status(SPACE));
    results(stored());
    assertEquals(MediaStatus.WAITING, progress().status(SPACE));
  }

  // ---- places ----

  @Test
  void theLastPlaceOfAnInPlaceItemLeavesItWaitingForAPerson() {
    tell(scanned(Custody.IN_PLACE));
    results(new StageResult.Stored(Optional.empty(), Custody.IN_PLACE, "v", STEP));
    MediaItemCommand lost =
        new MediaItemCommand.LoseLocation(SOURCE, "2024/Zoë 🐈.jpg", LossReason.GONE, null);
    assertEquals(List.of("LocationLost", "DamageFound", "Quarantined"), names(tell(lost)));
    assertEquals(MediaStatus.QUARANTINED, progress().status(SPACE));
    assertEquals(List.of(), names(tell(lost)));
    assertEquals(List.of("LocationAdded", "Healed"), names(tell(scanned(Custody.IN_PLACE))));
    assertEquals(MediaStatus.WAITING, progress().status(SPACE));
    assertEquals(Custody.IN_PLACE, item().custody());
  }

  @Test
  void aPlaceBesideTheCopyIsNotMissed() {
    readyItem();
    tell(scanned(Custody.COPY));
    tell(new MediaItemCommand.LoseLocation(SOURCE, "2024/Zoë 🐈.jpg", LossReason.CHANGED, null));
    assertEquals(MediaStatus.READY, progress().status(SPACE));
  }

  // ---- life ----

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

  // ---- completeness ----

  @Test
  void everyStateAnswersEveryCommand() {
    Set<Class<?>> told = new HashSet<>();
    for (MediaItemState each : states()) {
      for (MediaItemCommand command : commands()) {
        told.add(command.getClass());
        assertTrue(each.decide(command, at()).reply(7) != null, each + " " + command);
      }
    }
    assertEquals(Set.of(MediaItemCommand.class.getPermittedSubclasses()), told);
  }

  @Test
  void everyStateFollowsOrRefusesEveryEventByName() {
    Set<Class<?>> seen = new HashSet<>();
    for (MediaItemState each : states()) {
      seen.add(each.getClass());
      for (MediaItemEvent event : SampleEvents.all().values()) {
        try {
          each.apply(event);
        } catch (IllegalStateException e) {
          assertTrue(e.getMessage().contains(event.getClass().getSimpleName()), e.getMessage());
        }
      }
    }
    assertEquals(Set.of(MediaItemState.class.getPermittedSubclasses()), seen);
  }

  @Test
  void impossibleHistoryIsAnError() {
    assertThrows(
        IllegalStateException.class,
        () -> new AwaitingBytes().apply(new MediaItemEvent.Purged(AT)));
    readyItem();
    MediaItemState ready = state;
    assertThrows(
        IllegalStateException.class, () -> ready.apply(SampleEvents.all().get("Acquired")));
  }

  // ---- how the tests speak ----

  private MediaItemReply last;

  private Decision tell(MediaItemCommand command) {
    Decision decision = state.decide(command, at());
    if (decision instanceof Decision.Persist persist) {
      persist.events().forEach(this::apply);
    }
    last = decision.reply(seqNr);
    now = now.plusSeconds(1);
    return decision;
  }

  private void apply(MediaItemEvent event) {
    state = state.apply(event);
    seqNr++;
  }

  private Circumstances at() {
    return new Circumstances(new MediaItemKey(ORG, ITEM), now, 0, POLICY, SPACE);
  }

  private static List<String> names(Decision decision) {
    return decision instanceof Decision.Persist persist
        ? persist.events().stream().map(event -> event.getClass().getSimpleName()).toList()
        : List.of();
  }

  private void assertRejected(RejectionReason reason) {
    assertEquals(reason, assertInstanceOf(MediaItemReply.Rejected.class, last).reason());
  }

  private ItemRecord item() {
    return state instanceof AwaitingRestore trashed
        ? trashed.item()
        : ((AwaitingStages) state).item();
  }

  private Progress progress() {
    return item().progress();
  }

  private ItemFacts facts() {
    tell(new MediaItemCommand.Inspect(null));
    return ((MediaItemReply.Inspected) last).facts();
  }

  private void readyItem() {
    tell(upload("a.jpg"));
    results(stored(), described(), previewed(RUN, 1, 1));
    results(embedded(RUN, 1, 1), new StageResult.Indexed(SPACE, STEP));
  }

  private Decision results(StageResult... results) {
    return tell(new MediaItemCommand.RecordResults(List.of(results), null));
  }

  private Decision retry(Optional<StageName> stage) {
    return tell(new MediaItemCommand.RequestRetry(stage, Optional.of(ANNA), null));
  }

  /** A failure of a run that began at {@code now}, which {@link #tell} moves on. */
  private Decision fail(StageName stage, ErrorCode code) {
    return tell(
        new MediaItemCommand.RecordFailure(
            stage,
            Progress.spaceOf(stage, SPACE),
            new StageFailure(code, "words"),
            new StepRun("node-1", 1, now, 1),
            null));
  }

  private static MediaItemCommand upload(String name) {
    return acquire(name, Custody.COPY, STAGED, MediaType.JPEG, HASH);
  }

  private static MediaItemCommand scanned(Custody custody) {
    return acquire("Zoë 🐈.jpg", custody, IN_SOURCE, MediaType.JPEG, HASH);
  }

  private static MediaItemCommand acquire(
      String name, Custody custody, ByteOrigin origin, MediaType type, ContentHash hash) {
    return new MediaItemCommand.Acquire(
        custody,
        name,
        5,
        type,
        hash,
        Lane.BULK,
        origin,
        Optional.empty(),
        Optional.empty(),
        Optional.of(ANNA),
        Optional.empty(),
        STEP,
        null);
  }

  private static StageResult stored() {
    return new StageResult.Stored(Optional.of(BLOB), Custody.COPY, "v", STEP);
  }

  private static StageResult described() {
    return new StageResult.Described(FactLayer.FILE, SampleEvents.BARE, STEP);
  }

  private static StageResult previewed(RunId run, int part, int parts) {
    return new StageResult.Previewed(run, part, parts, List.of(), List.of(SEGMENT), STEP);
  }

  private static StageResult embedded(RunId run, int part, int parts) {
    return new StageResult.Embedded(SPACE, run, part, parts, List.of(), List.of(), STEP);
  }

  private static List<MediaItemCommand> commands() {
    return List.of(
        upload("a.jpg"),
        new MediaItemCommand.RecordResults(List.of(stored()), null),
        new MediaItemCommand.RecordFailure(
            StageName.STORE,
            Optional.empty(),
            new StageFailure(ErrorCode.INTERNAL, "words"),
            STEP,
            null),
        new MediaItemCommand.LoseLocation(SOURCE, "a", LossReason.GONE, null),
        new MediaItemCommand.RequestRetry(Optional.empty(), Optional.empty(), null),
        new MediaItemCommand.Curate(SAMPLE_EDIT, ANNA, null),
        new MediaItemCommand.Trash(ANNA, null),
        new MediaItemCommand.Restore(ANNA, null),
        new MediaItemCommand.Inspect(null));
  }

  private static final Curation SAMPLE_EDIT =
      new Curation(
          Optional.of(1), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private List<MediaItemState> states() {
    readyItem();
    List<MediaItemState> all = new ArrayList<>();
    all.add(new AwaitingBytes());
    all.add(new AwaitingHash((MediaItemEvent.Acquired) SampleEvents.all().get("Acquired")));
    all.add(state);
    all.add(state.apply(new MediaItemEvent.Trashed(ANNA, AT)));
    all.add(new AwaitingNewLife());
    return all;
  }
}
