package dev.muninn.node.bench;

import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.hash.Blake3;
import dev.muninn.media.Base32;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.CapturedAt;
import dev.muninn.media.ContentHash;
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
import dev.muninn.media.RunId;
import dev.muninn.media.Segment;
import dev.muninn.media.StagedRef;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The seven events of a photo, as large as real ones; the same for the same number. */
final class SeededEvents {
  private static final long SIZE = 4_000_000;
  private static final List<String> WORDS =
      List.of(
          "tabby",
          "retriever",
          "seashore",
          "alp",
          "valley",
          "castle",
          "bridge",
          "bicycle",
          "umbrella",
          "sandbar",
          "cliff",
          "lakeside",
          "fountain",
          "steeple",
          "sunglasses");

  private final OrgId org;
  private final EmbeddingSpace space;

  SeededEvents(OrgId org, EmbeddingSpace space) {
    this.org = org;
    this.space = space;
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
            "IMG_" + (20_000_000 + n) + " " + word(n) + ".jpg",
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
    Random random = new Random(n);
    float[] raw = new float[space.dimension()];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (float) random.nextGaussian();
    }
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      labels.add(new Label(word(n + 3 * i), 0.5 / (i + 1)));
    }
    return List.of(
        new MediaItemEvent.Embedded(
            space,
            new RunId(id(n, "embed")),
            1,
            1,
            List.of(new SegmentVector(0, Embedding.canonical(raw))),
            labels,
            step(at),
            at));
  }

  List<MediaItemEvent> indexed(int n) {
    Instant at = at(n).plusSeconds(63);
    return List.of(new MediaItemEvent.Indexed(space, step(at), at));
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

  private static String word(int n) {
    return WORDS.get(n % WORDS.size());
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
