package dev.muninn.ingest.pipeline.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.muninn.ingest.pipeline.story.AnyRecord;
import dev.muninn.media.signal.ImportSessionEvent;
import dev.muninn.media.signal.SourceEvent;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedSentencesTest {

  @Test
  void everyEventOfAnImportHasASentence() {
    for (Class<?> type : ImportSessionEvent.class.getPermittedSubclasses()) {
      ImportSessionEvent event = AnyRecord.of(type.asSubclass(ImportSessionEvent.class));
      assertFalse(ImportSentences.of(event).isBlank(), type.getSimpleName());
    }
  }

  @Test
  void everyEventOfASourceHasASentence() {
    for (Class<?> type : SourceEvent.class.getPermittedSubclasses()) {
      SourceEvent event = AnyRecord.of(type.asSubclass(SourceEvent.class));
      assertFalse(SourceSentences.of(event).isBlank(), type.getSimpleName());
    }
  }

  @Test
  void anImportThatEndedEarlySaysWhy() {
    assertEquals(
        "The import ended early: the disk is full",
        ImportSentences.of(
            new ImportSessionEvent.Finished(Optional.of("the disk is full"), Instant.EPOCH)));
  }
}
