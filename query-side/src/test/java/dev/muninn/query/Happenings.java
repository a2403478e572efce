package dev.muninn.query;

import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.CapturedAt;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Curation;
import dev.muninn.media.Custody;
import dev.muninn.media.Derived;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.Description;
import dev.muninn.media.Fact;
import dev.muninn.media.FactLayer;
import dev.muninn.media.FileLocation;
import dev.muninn.media.GeoPoint;
import dev.muninn.media.Label;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.RunId;
import dev.muninn.media.Segment;
import dev.muninn.media.SourceId;
import dev.muninn.media.StagedRef;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.MediaItemEvent;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Events as the write side would persist them. */
public final class Happenings {
  public static final OrgId ORG = new OrgId("home");
  public static final OrgId OTHER_ORG = new OrgId("other");
  public static final EmbeddingSpace SPACE = new EmbeddingSpace("test", "1", 4);
  public static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
  public static final StepRun STEP = new StepRun("node-1", 1, AT, 12);
  public static final ParticipantId ANNA = new ParticipantId("a".repeat(26));
  private static final RunId RUN = new RunId("r".repeat(26));

  private Happenings() {}

  public static MediaItemEvent acquired(String name, MediaType type) {
    return acquired(name, type, AT);
  }

  public static MediaItemEvent acquired(String name, MediaType type, Instant at) {
    return new MediaItemEvent.Acquired(
        Custody.COPY,
        name,
        1000,
        type,
        Lane.INTERACTIVE,
        new ByteOrigin.Staged(new StagedRef("s".repeat(26))),
        Optional.empty(),
        Optional.empty(),
        Optional.of(ANNA),
        Optional.empty(),
        STEP,
        at);
  }

  public static MediaItemEvent hashed(int n) {
    return new MediaItemEvent.Hashed(hash(n), 1000, STEP, AT);
  }

  public static ContentHash hash(int n) {
    return new ContentHash(String.format("%064x", n));
  }

  public static MediaItemEvent stored(int n, MediaType type) {
    return new MediaItemEvent.Stored(
        Optional.of(BlobKey.of(ORG, hash(n), type)), Custody.COPY, "pool", STEP, AT);
  }

  public static MediaItemEvent described(FactLayer layer, MediaType type, String captured) {
    return new MediaItemEvent.Described(
        layer,
        new Description(
            type.kind(),
            Optional.of(640),
            Optional.of(480),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(1),
            Optional.of(
                new CapturedAt(
                    LocalDateTime.parse(captured), Optional.of(ZoneOffset.ofHours(2)), "exif")),
            Optional.of(new GeoPoint(48.1, 11.5)),
            Optional.of("Canon EOS 5D"),
            List.of(new Fact("iso", "200"), new Fact("lens", "Helios 44"))),
        STEP,
        AT);
  }

  public static MediaItemEvent previewed(MediaId id, RunId run, int part, int parts) {
    return new MediaItemEvent.Previewed(
        run,
        part,
        parts,
        List.of(
            new Derived(
                Derived.Role.THUMB_256,
                DerivedKey.of(ORG, id, run, "thumb-" + part + ".jpg"),
                256,
                192,
                99)),
        List.of(
            new Segment(
                part - 1,
                (part - 1) * 1000L,
                part * 1000L,
                DerivedKey.of(ORG, id, run, "proxy-" + part + ".jpg"))),
        STEP,
        AT);
  }

  public static MediaItemEvent embedded(RunId run, int part, int parts, SegmentVector... vectors) {
    return embedded(SPACE, run, part, parts, vectors);
  }

  public static MediaItemEvent embedded(
      EmbeddingSpace space, RunId run, int part, int parts, SegmentVector... vectors) {
    return new MediaItemEvent.Embedded(
        space, run, part, parts, List.of(vectors), List.of(), STEP, AT);
  }

  public static MediaItemEvent embedded(String label, SegmentVector... vectors) {
    return new MediaItemEvent.Embedded(
        SPACE, RUN, 1, 1, List.of(vectors), List.of(new Label(label, 0.8)), STEP, AT);
  }

  public static SegmentVector vector(int segment, float... raw) {
    return new SegmentVector(segment, Embedding.canonical(raw));
  }

  public static MediaItemEvent indexed() {
    return new MediaItemEvent.Indexed(SPACE, STEP, AT);
  }

  public static MediaItemEvent trashed() {
    return new MediaItemEvent.Trashed(ANNA, AT);
  }

  public static MediaItemEvent restored() {
    return new MediaItemEvent.Restored(Optional.of(ANNA), AT);
  }

  public static MediaItemEvent purged() {
    return new MediaItemEvent.Purged(AT);
  }

  public static MediaItemEvent curated(String title, int rating, String... tags) {
    return new MediaItemEvent.Curated(
        new Curation(
            Optional.of(rating),
            Optional.of(List.of(tags)),
            Optional.of(title),
            Optional.empty(),
            Optional.empty()),
        ANNA,
        AT);
  }

  public static MediaItemEvent curated(Curation edit) {
    return new MediaItemEvent.Curated(edit, ANNA, AT);
  }

  /** Found in a source, to be indexed where it lies. */
  public static MediaItemEvent found(SourceId source, String path, MediaType type) {
    return new MediaItemEvent.Acquired(
        Custody.IN_PLACE,
        path,
        1000,
        type,
        Lane.BULK,
        new ByteOrigin.InSource(new FileLocation(source, path, 1000, 6, 7, 8)),
        Optional.of(source),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        STEP,
        AT);
  }

  public static RunId run(char letter) {
    return new RunId(String.valueOf(letter).repeat(26));
  }
}
