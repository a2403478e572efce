package dev.muninn.node.bench.search;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.hash.Blake3;
import dev.muninn.media.Base32;
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
import dev.muninn.media.GeoPoint;
import dev.muninn.media.Label;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.RunId;
import dev.muninn.media.Segment;
import dev.muninn.media.StagedRef;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.node.bench.vectors.ClusteredVectors;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The seven events of a photo, as large as real ones, and an eighth of every fifth; the same for
 * the same number. Words come as often as in a language, vectors as an image model makes them.
 */
final class SeededEvents {
  private static final long SIZE = 4_000_000;
  private static final long VECTORS = 42;
  private static final int LABELS = 5;
  private static final int CURATED_EVERY = 5;
  private static final int RATINGS = 6;

  private final OrgId org;
  private final EmbeddingSpace space;
  private final ClusteredVectors vectors;

  SeededEvents(OrgId org, EmbeddingSpace space) {
    this.org = org;
    this.space = space;
    this.vectors = new ClusteredVectors(space.dimension(), VECTORS);
  }

  MediaItemKey key(int n) {
    return new MediaItemKey(org, new MediaId(id(n, "item")));
  }

  /** Acquired and Hashed. */
  List<MediaItemEvent> start(int n) {
    Instant at = at(n);
    return List.of(
        new MediaItemEvent.Acquired(
            Custody.COPY,
            "IMG_" + (20_000_000 + n) + " " + word(n, 0) + ".jpg",
            SIZE,
            MediaType.JPEG,
            Lane.BULK,
            new ByteOrigin.Staged(new StagedRef(id(n, "staged"))),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            step(at),
            at),
        new MediaItemEvent.Hashed(hash(n), SIZE, step(at), at));
  }

  /** Stored, Described and Previewed. */
  List<MediaItemEvent> stages(int n) {
    Instant at = at(n).plusSeconds(60);
    RunId run = new RunId(id(n, "preview"));
    return List.of(
        new MediaItemEvent.Stored(
            Optional.of(BlobKey.of(org, hash(n), MediaType.JPEG)),
            Custody.COPY,
            "pool",
            step(at),
            at),
        new MediaItemEvent.Described(FactLayer.CAMERA, description(n), step(at), at),
        new MediaItemEvent.Previewed(
            run,
            1,
            1,
            List.of(
                derived(n, run, Derived.Role.THUMB_256, "thumb-256.jpg", 256),
                derived(n, run, Derived.Role.THUMB_1024, "thumb-1024.jpg", 1024)),
            List.of(new Segment(0, 0, 0, DerivedKey.of(org, key(n).mediaId(), run, "proxy-0.jpg"))),
            step(at),
            at));
  }

  List<MediaItemEvent> embedded(int n) {
    Instant at = at(n).plusSeconds(62);
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < LABELS; i++) {
      labels.add(new Label(word(n, i + 1), 0.5 / (i + 1)));
    }
    return List.of(
        new MediaItemEvent.Embedded(
            space,
            new RunId(id(n, "embed")),
            1,
            1,
            List.of(new SegmentVector(0, vectors.row(n))),
            labels,
            step(at),
            at));
  }

  List<MediaItemEvent> indexed(int n) {
    Instant at = at(n).plusSeconds(63);
    return List.of(new MediaItemEvent.Indexed(space, step(at), at));
  }

  /** What a person said of every fifth item: a tag, a title and a rating; nothing of the others. */
  List<MediaItemEvent> curated(int n) {
    if (n % CURATED_EVERY != 0) {
      return List.of();
    }
    Curation curation =
        new Curation(
            Optional.of(n / CURATED_EVERY % RATINGS),
            Optional.of(List.of(word(n, LABELS + 1))),
            Optional.of(SeededTitle.of(n / CURATED_EVERY)),
            Optional.empty(),
            Optional.empty());
    ParticipantId person = new ParticipantId(id(0, "person"));
    return List.of(new MediaItemEvent.Curated(curation, person, at(n).plusSeconds(64)));
  }

  private Description description(int n) {
    return new Description(
        MediaType.JPEG.kind(),
        Optional.of(4032),
        Optional.of(3024),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(1),
        Optional.of(
            new CapturedAt(
                LocalDateTime.of(2015, 1, 1, 12, 0).plusHours(7L * n),
                Optional.of(ZoneOffset.ofHours(1)),
                "exif:DateTimeOriginal")),
        Optional.of(new GeoPoint(45 + n % 100 / 50.0, 7 + n % 70 / 40.0)),
        Optional.of("NIKON CORPORATION NIKON D750"),
        List.of(
            new Fact("iso", String.valueOf(100 << n % 6)),
            new Fact("exposure", "1/" + (30 + n % 900) + " s"),
            new Fact("aperture", "f/2.8"),
            new Fact("focalLength", (24 + n % 50) + " mm"),
            new Fact("lens", "24.0-70.0 mm f/2.8"),
            new Fact("software", "Ver.1.10")));
  }

  private Derived derived(int n, RunId run, Derived.Role role, String name, int width) {
    DerivedKey at = DerivedKey.of(org, key(n).mediaId(), run, name);
    return new Derived(role, at, width, width * 3 / 4, 20L * width);
  }

  private static String word(int n, int which) {
    return Vocabulary.word(Vocabulary.draw(new SplittableRandom(31L * n + which)));
  }

  private static Instant at(int n) {
    return Instant.parse("2026-01-01T00:00:00Z").plusMillis(80L * n);
  }

  private static StepRun step(Instant at) {
    return new StepRun("bench", 1, at.minusMillis(40), 40);
  }

  private static ContentHash hash(int n) {
    return new ContentHash(HexFormat.of().formatHex(bytes(n, "bytes")));
  }

  private static String id(int n, String what) {
    return Base32.encode(Arrays.copyOf(bytes(n, what), 16));
  }

  private static byte[] bytes(int n, String what) {
    byte[] name = what.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return Blake3.hash(
        ByteBuffer.allocate(name.length + Integer.BYTES).put(name).putInt(n).array());
  }
}
