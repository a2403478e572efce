package dev.muninn.ingest.entity;

import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.CapturedAt;
import dev.muninn.media.Colour;
import dev.muninn.media.ColourShare;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Curation;
import dev.muninn.media.Custody;
import dev.muninn.media.Damage;
import dev.muninn.media.Derived;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.Description;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.Fact;
import dev.muninn.media.FactLayer;
import dev.muninn.media.FileLocation;
import dev.muninn.media.GeoPoint;
import dev.muninn.media.Label;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaKind;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.RunId;
import dev.muninn.media.Segment;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import dev.muninn.media.StagedRef;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.LossReason;
import dev.muninn.media.signal.MediaItemEvent;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Each event twice: with every component filled, and with as few as can be. Fixed for ever. */
final class SampleEvents {
  static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");
  static final StepRun STEP = new StepRun("node-1", 1, AT.minusMillis(250), 250);
  static final EmbeddingSpace SPACE = new EmbeddingSpace("lite", "1", 4);
  static final OrgId ORG = new OrgId("home");
  static final MediaId ITEM = new MediaId("m".repeat(26));
  static final RunId RUN = new RunId("r".repeat(26));
  static final SourceId SOURCE = new SourceId("s".repeat(26));
  static final SessionId SESSION = new SessionId("i".repeat(26));
  static final ParticipantId ANNA = new ParticipantId("a".repeat(26));
  static final ContentHash HASH = new ContentHash("ab".repeat(32));
  static final ByteOrigin STAGED = new ByteOrigin.Staged(new StagedRef("t".repeat(26)));
  static final ByteOrigin IN_SOURCE =
      new ByteOrigin.InSource(
          new FileLocation(SOURCE, "2024/Zoë 🐈.jpg", 5, 1_700_000_000_123_456_789L, 7, 42));
  static final BlobKey BLOB = BlobKey.of(ORG, HASH, MediaType.JPEG);
  static final CapturedAt CAPTURED =
      new CapturedAt(
          LocalDateTime.of(2024, 5, 6, 7, 8, 9),
          Optional.of(ZoneOffset.ofHours(2)),
          "exif:DateTimeOriginal");
  static final Description RICH =
      new Description(
          MediaKind.VIDEO,
          Optional.of(1920),
          Optional.of(1080),
          Optional.of(61_500L),
          Optional.of("h264"),
          Optional.of("aac"),
          Optional.of(6),
          Optional.of(CAPTURED),
          Optional.of(new GeoPoint(48.2082, 16.3738)),
          Optional.of("Fuji X-T5"),
          List.of(new Fact("iso", "200")));
  static final Description BARE =
      new Description(
          MediaKind.IMAGE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());
  static final Segment SEGMENT =
      new Segment(0, 0, 3000, DerivedKey.of(ORG, ITEM, RUN, "proxy-0.jpg"));

  private SampleEvents() {}

  /** By the name of the golden file, without its ending. */
  static Map<String, MediaItemEvent> all() {
    Map<String, MediaItemEvent> all = new LinkedHashMap<>();
    beginnings(all);
    stages(all);
    troubles(all);
    life(all);
    return all;
  }

  private static void put(
      Map<String, MediaItemEvent> all, MediaItemEvent full, MediaItemEvent bare) {
    all.put(full.getClass().getSimpleName(), full);
    all.put(bare.getClass().getSimpleName() + "-minimal", bare);
  }

  private static void beginnings(Map<String, MediaItemEvent> all) {
    put(
        all,
        new MediaItemEvent.Acquired(
            Custody.IN_PLACE,
            "Zoë 🐈.jpg",
            5,
            MediaType.JPEG,
            Lane.INTERACTIVE,
            IN_SOURCE,
            Optional.of(SOURCE),
            Optional.of(SESSION),
            Optional.of(ANNA),
            Optional.of(ITEM),
            STEP,
            AT),
        new MediaItemEvent.Acquired(
            Custody.COPY,
            "a",
            1,
            MediaType.OGG,
            Lane.BULK,
            STAGED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            STEP,
            AT));
    put(
        all,
        new MediaItemEvent.Hashed(HASH, 5, STEP, AT),
        new MediaItemEvent.Hashed(HASH, 0, STEP, Instant.EPOCH));
    put(
        all,
        new MediaItemEvent.LocationAdded(
            Custody.IN_PLACE,
            "b.jpg",
            IN_SOURCE,
            Optional.of(SOURCE),
            Optional.of(SESSION),
            Optional.of(ANNA),
            AT),
        new MediaItemEvent.LocationAdded(
            Custody.COPY,
            "b.jpg",
            STAGED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            AT));
    put(
        all,
        new MediaItemEvent.LocationLost(SOURCE, "2024/Zoë 🐈.jpg", LossReason.CHANGED, AT),
        new MediaItemEvent.LocationLost(SOURCE, "b", LossReason.GONE, AT));
  }

  private static void stages(Map<String, MediaItemEvent> all) {
    put(
        all,
        new MediaItemEvent.Stored(Optional.of(BLOB), Custody.COPY, "disk", STEP, AT),
        new MediaItemEvent.Stored(Optional.empty(), Custody.IN_PLACE, "", STEP, AT));
    put(
        all,
        new MediaItemEvent.Described(FactLayer.CAMERA, RICH, STEP, AT),
        new MediaItemEvent.Described(FactLayer.FILE, BARE, STEP, AT));
    put(
        all,
        new MediaItemEvent.Previewed(
            RUN,
            1,
            2,
            List.of(
                new Derived(
                    Derived.Role.THUMB_256,
                    DerivedKey.of(ORG, ITEM, RUN, "thumb-256.jpg"),
                    256,
                    171,
                    9000)),
            List.of(SEGMENT),
            STEP,
            AT),
        new MediaItemEvent.Previewed(RUN, 1, 1, List.of(), List.of(), STEP, AT));
    all.put(
        "Previewed-colours",
        new MediaItemEvent.Previewed(
            RUN,
            1,
            1,
            List.of(),
            List.of(
                new Segment(
                    0,
                    0,
                    10_000,
                    SEGMENT.proxy(),
                    List.of(new ColourShare(Colour.RED, 63), new ColourShare(Colour.WHITE, 25)))),
            STEP,
            AT));
    put(
        all,
        new MediaItemEvent.Embedded(
            SPACE,
            RUN,
            1,
            2,
            List.of(new SegmentVector(0, Embedding.canonical(new float[] {1, -2, 3, 0}))),
            List.of(new Label("tabby cat", 0.75)),
            STEP,
            AT),
        new MediaItemEvent.Embedded(SPACE, RUN, 1, 1, List.of(), List.of(), STEP, AT));
    all.put(
        "Embedded-segments",
        new MediaItemEvent.Embedded(
            SPACE,
            RUN,
            1,
            1,
            List.of(),
            List.of(new Label("tabby cat", 0.75, List.of(0, 3))),
            STEP,
            AT));
    put(
        all,
        new MediaItemEvent.Indexed(SPACE, STEP, AT),
        new MediaItemEvent.Indexed(SPACE, STEP, Instant.EPOCH));
  }

  private static void troubles(Map<String, MediaItemEvent> all) {
    put(
        all,
        new MediaItemEvent.StageFailed(
            StageName.EMBED,
            Optional.of(SPACE),
            new StageFailure(ErrorCode.MODEL_FAILED, "words"),
            STEP,
            Optional.of(AT.plusSeconds(2)),
            AT),
        new MediaItemEvent.StageFailed(
            StageName.STORE,
            Optional.empty(),
            new StageFailure(ErrorCode.INTERNAL, ""),
            STEP,
            Optional.empty(),
            AT));
    put(
        all,
        new MediaItemEvent.Quarantined(
            StageName.EMBED, Optional.of(SPACE), ErrorCode.MODEL_REFUSED, "words", AT),
        new MediaItemEvent.Quarantined(
            StageName.DESCRIBE, Optional.empty(), ErrorCode.BROKEN_FILE, "", AT));
    put(
        all,
        new MediaItemEvent.RetryRequested(Optional.of(StageName.PREVIEW), Optional.of(ANNA), AT),
        new MediaItemEvent.RetryRequested(Optional.empty(), Optional.empty(), AT));
    put(
        all,
        new MediaItemEvent.DamageFound("the hash differs", AT),
        new MediaItemEvent.DamageFound("", AT));
    all.put(
        "DamageFound-truncated",
        new MediaItemEvent.DamageFound("3 of 5 bytes", Optional.of(Damage.TRUNCATED), AT));
    put(all, new MediaItemEvent.Healed(IN_SOURCE, AT), new MediaItemEvent.Healed(STAGED, AT));
    put(
        all,
        new MediaItemEvent.DerivedLost(RUN, "proxy-0.jpg", AT),
        new MediaItemEvent.DerivedLost(RUN, "", AT));
  }

  private static void life(Map<String, MediaItemEvent> all) {
    put(
        all,
        new MediaItemEvent.Curated(
            new Curation(
                Optional.of(5),
                Optional.of(List.of("Cats", "Wien")),
                Optional.of("Two cats"),
                Optional.of("Wien"),
                Optional.of(CAPTURED)),
            ANNA,
            AT),
        new MediaItemEvent.Curated(
            new Curation(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            ANNA,
            AT));
    all.put(
        "Curated-cleared",
        new MediaItemEvent.Curated(
            new Curation(
                Optional.empty(),
                Optional.of(List.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(Curation.Field.RATING, Curation.Field.CAPTURED_AT)),
            ANNA,
            AT));
    put(all, new MediaItemEvent.Trashed(ANNA, AT), new MediaItemEvent.Trashed(ANNA, Instant.EPOCH));
    put(
        all,
        new MediaItemEvent.Restored(Optional.of(ANNA), AT),
        new MediaItemEvent.Restored(Optional.empty(), AT));
    put(all, new MediaItemEvent.Purged(AT), new MediaItemEvent.Purged(Instant.EPOCH));
  }
}
