package dev.muninn.query.view;

import static dev.muninn.query.Happenings.AT;
import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.Happenings.acquired;
import static dev.muninn.query.Happenings.curated;
import static dev.muninn.query.Happenings.described;
import static dev.muninn.query.Happenings.embedded;
import static dev.muninn.query.Happenings.hashed;
import static dev.muninn.query.Happenings.previewed;
import static dev.muninn.query.Happenings.purged;
import static dev.muninn.query.Happenings.run;
import static dev.muninn.query.Happenings.stored;
import static dev.muninn.query.Happenings.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.MediaRow;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.CapturedAt;
import dev.muninn.media.Curation;
import dev.muninn.media.Custody;
import dev.muninn.media.FactLayer;
import dev.muninn.media.FileLocation;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.SourceId;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.LossReason;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.query.Happenings;
import dev.muninn.query.Vectors;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MediaFoldTest {
  private static final MediaId ID = Vectors.id(1);
  private static final SourceId SOURCE = new SourceId("q".repeat(26));

  /** Goes through the stored form after each event, as the projection may. */
  private static Optional<MediaDocument> fold(MediaItemEvent... events) {
    Optional<MediaDocument> document = Optional.empty();
    long number = 0;
    for (MediaItemEvent event : events) {
      MediaFold fold = document.map(MediaFold::new).orElseGet(MediaFold::new);
      fold.apply(event, ++number);
      document = fold.document().map(MediaJson::write).map(MediaJson::read);
      assertEquals(fold.document(), document);
    }
    return document;
  }

  private static MediaRow row(MediaItemEvent... events) {
    return MediaShown.row(ORG, ID, fold(events).orElseThrow(), MediaStatus.READY);
  }

  private static MediaItemEvent added(String name, String path) {
    FileLocation location = new FileLocation(SOURCE, path, 5, 6, 7, 8);
    return new MediaItemEvent.LocationAdded(
        Custody.IN_PLACE,
        name,
        new ByteOrigin.InSource(location),
        Optional.of(SOURCE),
        Optional.empty(),
        Optional.empty(),
        AT);
  }

  @Test
  void letsThePersonWinOverTheCameraOverTheFile() {
    CapturedAt said =
        new CapturedAt(LocalDateTime.parse("1999-01-01T00:00:00"), Optional.empty(), "person");
    MediaItemEvent person =
        new MediaItemEvent.Curated(
            new Curation(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("Ulm"),
                Optional.of(said)),
            Happenings.ANNA,
            AT);
    MediaItemEvent file = described(FactLayer.FILE, MediaType.JPEG, "2001-01-01T00:00:00");
    MediaItemEvent camera = described(FactLayer.CAMERA, MediaType.JPEG, "2024-07-01T12:00:00");
    MediaItemEvent start = acquired("a.jpg", MediaType.JPEG);
    assertEquals(
        LocalDateTime.parse("2024-07-01T12:00:00"),
        row(start, hashed(1), camera, file).capturedAt().orElseThrow().local());
    MediaRow row = row(start, hashed(1), person, curated("t", 3, "x"), file, camera);
    assertEquals(Optional.of(said), row.capturedAt());
    assertEquals(Optional.of("Ulm"), row.placeName());
    assertEquals(List.of("x"), row.tags());
    assertEquals(6, row.sequenceNr());
  }

  @Test
  void showsARunOnlyWhenItIsWhole() {
    MediaItemEvent start = acquired("a.mp4", MediaType.MP4);
    MediaItemEvent whole = previewed(ID, run('a'), 1, 1);
    MediaItemEvent half = previewed(ID, run('b'), 2, 2);
    assertEquals(1, row(start, hashed(1), whole, half).segments().size());
    assertEquals(
        2, row(start, hashed(1), whole, half, previewed(ID, run('b'), 1, 2)).segments().size());
    MediaRow lost =
        row(start, hashed(1), whole, new MediaItemEvent.DerivedLost(run('a'), "gone", AT));
    assertEquals(List.of(), lost.derived());
    assertEquals(1, lost.segments().size());
  }

  @Test
  void followsLocations() {
    MediaItemEvent start = acquired("a.jpg", MediaType.JPEG);
    MediaItemEvent lost = new MediaItemEvent.LocationLost(SOURCE, "x/b.jpg", LossReason.GONE, AT);
    assertEquals(1, row(start, hashed(1), added("b.jpg", "x/b.jpg")).inPlace().size());
    assertEquals(0, row(start, hashed(1), added("b.jpg", "x/b.jpg"), lost).inPlace().size());
    assertEquals(
        1,
        row(start, hashed(1), added("b.jpg", "x/b.jpg"), added("b.jpg", "x/b.jpg"))
            .inPlace()
            .size());
    assertEquals(
        List.of("a.jpg", "b.jpg"), row(start, hashed(1), added("b.jpg", "x/b.jpg"), lost).names());
  }

  @Test
  void knowsOfDamageUntilTheBytesAreStoredAgain() {
    MediaItemEvent start = acquired("a.jpg", MediaType.JPEG);
    MediaItemEvent damage = new MediaItemEvent.DamageFound("3 of 5 bytes", AT);
    MediaItemEvent healed =
        new MediaItemEvent.Healed(
            new ByteOrigin.InSource(new FileLocation(SOURCE, "b.jpg", 5, 6, 7, 8)), AT);
    MediaItemEvent stored =
        new MediaItemEvent.Stored(
            Optional.empty(), Custody.COPY, "v", new StepRun("node-1", 1, AT, 1), AT);
    assertEquals(Optional.empty(), row(start, hashed(1)).damage());
    assertEquals(Optional.of("3 of 5 bytes"), row(start, hashed(1), damage, healed).damage());
    assertEquals(Optional.empty(), row(start, hashed(1), damage, healed, stored).damage());
  }

  @Test
  void forgetsThePurgedAndBeginsANewLife() {
    MediaItemEvent start = acquired("a.jpg", MediaType.JPEG);
    assertTrue(fold(start, hashed(1), curated("t", 3, "x"), purged()).isEmpty());
    MediaRow again =
        row(
            start,
            hashed(1),
            curated("t", 3, "x"),
            purged(),
            acquired("b.jpg", MediaType.JPEG),
            hashed(1));
    assertEquals(List.of("b.jpg"), again.names());
    assertEquals(List.of(), again.tags());
    assertEquals(6, again.sequenceNr());
  }

  @Test
  void keepsAnyCharacterOfAName() {
    String name = "\u0000\ud800 'é\ud83d\ude00\n../x.jpg";
    assertEquals(name, row(acquired(name, MediaType.JPEG), hashed(1)).name());
    assertEquals("\ufffd\ufffd 'é\ud83d\ude00\n../x.jpg", MediaRows.clean(name));
  }

  @Test
  void collectsLabelsAndTheBlob() {
    MediaRow row =
        row(
            acquired("a.jpg", MediaType.JPEG),
            hashed(1),
            stored(1, MediaType.JPEG),
            embedded("tabby", vector(0, 1, 0, 0, 0)));
    assertEquals("tabby", row.labels().get(0).text());
    assertTrue(row.blob().isPresent());
  }

  @Test
  void cutsNamesIntoWords() {
    assertEquals("img 2034 catonsofa jpg cat onsofa", SearchWords.ofName("IMG_2034-CatOnsofa.jpg"));
    assertEquals("dsc00123 dsc 00123", SearchWords.ofName("DSC00123"));
  }
}
