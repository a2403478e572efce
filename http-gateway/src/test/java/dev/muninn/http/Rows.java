package dev.muninn.http;

import dev.muninn.catalog.LayeredFact;
import dev.muninn.catalog.MediaRow;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.CapturedAt;
import dev.muninn.media.Colour;
import dev.muninn.media.ColourShare;
import dev.muninn.media.Derived;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.FactLayer;
import dev.muninn.media.GeoPoint;
import dev.muninn.media.Label;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.RunId;
import dev.muninn.media.Segment;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Items for the tests. */
final class Rows {
  static final RunId RUN = RunId.random();

  private Rows() {}

  static MediaId id(String word) {
    return MediaId.ofBytes(
        Arrays.copyOf(FakeStagingArea.hash(word.getBytes(StandardCharsets.UTF_8)).toBytes(), 16));
  }

  static DerivedKey key(OrgId org, MediaId id, String name) {
    return DerivedKey.of(org, id, RUN, name);
  }

  /** A picture with everything that an item can have. */
  static MediaRow picture(OrgId org, String word, byte[] bytes) {
    MediaId id = id(org + word);
    return new MediaRow(
        org,
        id,
        MediaType.JPEG,
        "the \"" + word + "\"\n<b>.jpg",
        bytes.length,
        FakeStagingArea.hash(bytes),
        MediaStatus.READY,
        FakePorts.THEN,
        7,
        Optional.of(640),
        Optional.of(480),
        Optional.empty(),
        Optional.of(
            new CapturedAt(
                LocalDateTime.of(2026, 4, 30, 12, 0),
                Optional.of(ZoneOffset.ofHours(2)),
                "exif:DateTimeOriginal")),
        Optional.of(new GeoPoint(48.1, 11.5)),
        Optional.empty(),
        Optional.of("Pentax"),
        Optional.empty(),
        Optional.of(4),
        List.of("dog"),
        List.of(new Label("dog", 0.9, List.of(0))),
        List.of(new LayeredFact(FactLayer.CAMERA, "model", "K-1")),
        List.of(
            new Derived(Derived.Role.THUMB_256, key(org, id, "thumb-256.jpg"), 256, 192, 9),
            new Derived(Derived.Role.PREVIEW_CLIP, key(org, id, "gone.webm"), 256, 192, 9)),
        List.of(
            new Segment(
                0, 0, 0, key(org, id, "proxy-0.jpg"), List.of(new ColourShare(Colour.RED, 63)))),
        Optional.empty(),
        Optional.of("words of damage"),
        List.of(),
        List.of(word));
  }
}
