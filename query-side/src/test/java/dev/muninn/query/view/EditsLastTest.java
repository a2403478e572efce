package dev.muninn.query.view;

import static dev.muninn.query.Happenings.AT;
import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.Happenings.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.catalog.MediaRow;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.CapturedAt;
import dev.muninn.media.Curation;
import dev.muninn.media.FactLayer;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.query.Happenings;
import dev.muninn.query.Vectors;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The person's layer of facts, and the runs of all stages after it. */
class EditsLastTest {
  private static final MediaId ITEM = Vectors.id(1);
  private static final CapturedAt EARLIER =
      new CapturedAt(LocalDateTime.of(1999, 8, 11, 12, 35), Optional.empty(), "person");

  private final MediaFold fold = new MediaFold();
  private long number;

  private void happens(MediaItemEvent... events) {
    for (MediaItemEvent event : events) {
      fold.apply(event, ++number);
    }
  }

  private MediaRow row() {
    return MediaShown.row(ORG, ITEM, fold.document().orElseThrow(), MediaStatus.READY);
  }

  private void everyStageRuns(char run) {
    happens(
        Happenings.stored(1, MediaType.JPEG),
        Happenings.described(FactLayer.FILE, MediaType.JPEG, "2024-07-01T12:00:00"),
        Happenings.described(FactLayer.CAMERA, MediaType.JPEG, "2024-07-01T12:00:00"),
        Happenings.previewed(ITEM, run(run), 1, 1),
        Happenings.embedded(run(run), 1, 1, Happenings.vector(0, 1, 0, 0, 0)),
        Happenings.indexed());
  }

  @Test
  void noRunOverwritesAnEditAndWhatIsTakenBackIsTheFilesAgain() {
    happens(Happenings.acquired("a.jpg", MediaType.JPEG), Happenings.hashed(1));
    everyStageRuns('a');
    happens(
        Happenings.curated(
            new Curation(
                Optional.of(4),
                Optional.of(List.of("sea")),
                Optional.of("Dawn"),
                Optional.of("Porto"),
                Optional.of(EARLIER))));
    happens(new MediaItemEvent.DerivedLost(run('a'), "all", AT), Happenings.trashed());
    happens(Happenings.restored());
    everyStageRuns('b');
    assertEquals(Optional.of(4), row().rating());
    assertEquals(List.of("sea"), row().tags());
    assertEquals(Optional.of("Dawn"), row().title());
    assertEquals(Optional.of("Porto"), row().placeName());
    assertEquals(Optional.of(EARLIER), row().capturedAt());
    happens(
        Happenings.curated(
            new Curation(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(Curation.Field.CAPTURED_AT, Curation.Field.RATING))));
    assertEquals(
        LocalDateTime.parse("2024-07-01T12:00:00"), row().capturedAt().orElseThrow().local());
    assertEquals(Optional.empty(), row().rating());
    assertEquals(List.of("sea"), row().tags());
  }
}
