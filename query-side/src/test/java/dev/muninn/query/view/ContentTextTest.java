package dev.muninn.query.view;

import static dev.muninn.query.Happenings.acquired;
import static dev.muninn.query.Happenings.curated;
import static dev.muninn.query.Happenings.described;
import static dev.muninn.query.Happenings.embedded;
import static dev.muninn.query.Happenings.hashed;
import static dev.muninn.query.Happenings.indexed;
import static dev.muninn.query.Happenings.previewed;
import static dev.muninn.query.Happenings.run;
import static dev.muninn.query.Happenings.stored;
import static dev.muninn.query.Happenings.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.muninn.media.ByteOrigin;
import dev.muninn.media.Custody;
import dev.muninn.media.FactLayer;
import dev.muninn.media.FileLocation;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.query.Happenings;
import dev.muninn.query.Vectors;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentTextTest {
  private static final MediaId ID = Vectors.id(1);
  private static final MediaId ELSEWHERE = Vectors.id(2);
  private static final Instant LATER = Happenings.AT.plusSeconds(86_400);

  private static String text(String status, MediaItemEvent... events) {
    MediaFold fold = new MediaFold();
    long number = 0;
    for (MediaItemEvent event : events) {
      fold.apply(event, ++number);
    }
    return ContentText.of(fold.document().orElseThrow(), status);
  }

  private static MediaItemEvent added(char source, String name, String path) {
    SourceId id = new SourceId(String.valueOf(source).repeat(26));
    return new MediaItemEvent.LocationAdded(
        Custody.IN_PLACE,
        name,
        new ByteOrigin.InSource(new FileLocation(id, path, 5, source, 7, source)),
        Optional.of(id),
        Optional.of(new SessionId(String.valueOf(source).repeat(26))),
        Optional.empty(),
        LATER);
  }

  private static final String ONE =
      text(
          "ready",
          acquired("a.jpg", MediaType.JPEG),
          hashed(1),
          stored(1, MediaType.JPEG),
          described(FactLayer.CAMERA, MediaType.JPEG, "2024-07-01T12:00:00"),
          previewed(ID, run('a'), 1, 1),
          embedded("tabby", vector(0, 1, 0, 0, 0)),
          indexed(),
          added('b', "b.jpg", "x/b.jpg"),
          curated("t", 3, "x", "y"));

  @Test
  void isAlikeForAnotherMachineTimeOrderAndAttempt() {
    assertEquals(
        ONE,
        text(
            "ready",
            acquired("b.jpg", MediaType.JPEG, LATER),
            hashed(1),
            added('c', "b.jpg", "x/b.jpg"),
            added('c', "a.jpg", "x/b.jpg"),
            curated("t", 3, "x", "y"),
            described(FactLayer.CAMERA, MediaType.JPEG, "1999-07-01T12:00:00"),
            previewed(ELSEWHERE, run('q'), 1, 2),
            previewed(ELSEWHERE, run('r'), 1, 1),
            described(FactLayer.CAMERA, MediaType.JPEG, "2024-07-01T12:00:00"),
            embedded("siamese", vector(0, 1, 1, 0, 0)),
            embedded("lynx", vector(0, 0, 1, 0, 0)),
            stored(1, MediaType.JPEG)));
  }

  @Test
  void tellsApartWhatDiffers() {
    MediaItemEvent start = acquired("a.jpg", MediaType.JPEG);
    String plain = text("ready", start, hashed(1));
    for (MediaItemEvent event :
        List.of(
            stored(1, MediaType.JPEG),
            described(FactLayer.FILE, MediaType.JPEG, "2024-07-01T12:00:00"),
            previewed(ID, run('a'), 1, 1),
            embedded("tabby", vector(0, 1, 0, 0, 0)),
            added('b', "a.jpg", "x/a.jpg"),
            curated("t", 3),
            new MediaItemEvent.DamageFound("gone", LATER))) {
      assertNotEquals(plain, text("ready", start, hashed(1), event), event.toString());
    }
    assertNotEquals(plain, text("quarantined UNREADABLE", start, hashed(1)));
  }

  @Test
  void keepsOneValueInOneLine() {
    MediaItemEvent sly = acquired("a\nstatus ready\\", MediaType.JPEG);
    assertEquals(
        text("ready", acquired("a", MediaType.JPEG), hashed(1)).lines().count(),
        text("ready", sly, hashed(1)).lines().count());
  }
}
