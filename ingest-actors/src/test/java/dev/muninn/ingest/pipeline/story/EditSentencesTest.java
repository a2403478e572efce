package dev.muninn.ingest.pipeline.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.media.CapturedAt;
import dev.muninn.media.Curation;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.signal.MediaItemEvent;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EditSentencesTest {
  private static final ParticipantId ANNA = new ParticipantId("a".repeat(26));

  @Test
  void anEditIsToldInItsOwnWords() {
    assertEquals(
        "Rated 4, tagged “sea”, “Zoë”, titled “Dawn”, placed at “Wien”, dated 1999-08-11 12:35"
            + " +02:00",
        EditSentences.of(
            new Curation(
                Optional.of(4),
                Optional.of(List.of("sea", "Zoë")),
                Optional.of("Dawn"),
                Optional.of("Wien"),
                Optional.of(
                    new CapturedAt(
                        LocalDateTime.of(1999, 8, 11, 12, 35),
                        Optional.of(ZoneOffset.ofHours(2)),
                        "person")))));
  }

  @Test
  void whatIsTakenBackIsToldToo() {
    assertEquals(
        "All tags taken off, no rating any more, the date is the file's again",
        EditSentences.of(
            new Curation(
                Optional.empty(),
                Optional.of(List.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(Curation.Field.RATING, Curation.Field.CAPTURED_AT))));
    assertEquals("Edited", EditSentences.of(Curation.NOTHING));
  }

  @Test
  void theStorySaysWhoseDoingItWas() {
    ItemEvents item = new ItemEvents();
    item.photo();
    item.add(new MediaItemEvent.Curated(Curation.NOTHING, ANNA, ItemEvents.T));
    item.add(new MediaItemEvent.Trashed(ANNA, ItemEvents.T));
    item.add(new MediaItemEvent.Restored(Optional.of(ANNA), ItemEvents.T));
    List<Optional<ParticipantId>> by =
        item.tell().events().stream().map(entry -> entry.by()).toList();
    assertEquals(
        List.of(Optional.of(ANNA), Optional.of(ANNA), Optional.of(ANNA)),
        by.subList(by.size() - 3, by.size()));
    assertEquals(Optional.empty(), by.get(0));
  }
}
