package dev.muninn.ingest.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.catalog.Imports.SessionProgress;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import dev.muninn.media.signal.ImportCounts;
import dev.muninn.media.signal.ImportFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImportNumbersTest {

  private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void saysHowLongItTakesAtThePresentPace() {
    SessionProgress halfway = at(facts(BEGAN, 0, Optional.empty(), Optional.empty()), 60);
    assertEquals(50, halfway.left());
    assertEquals(Optional.of(60L), halfway.etaSeconds());
  }

  @Test
  void countsThePaceFromWhereWorkWasTakenUpAgain() {
    Instant resumed = BEGAN.plusSeconds(3600);
    assertEquals(
        Optional.of(50L),
        at(facts(resumed, 40, Optional.empty(), Optional.empty()), 3610).etaSeconds());
  }

  @Test
  void knowsNoTimeWhileItWaitsOrHasJustBegunOrIsDone() {
    assertEquals(
        Optional.empty(),
        at(facts(BEGAN, 0, Optional.of("no room"), Optional.empty()), 60).etaSeconds());
    assertEquals(
        Optional.empty(),
        at(facts(BEGAN, 50, Optional.empty(), Optional.empty()), 60).etaSeconds());
    SessionProgress done = at(facts(BEGAN, 0, Optional.empty(), Optional.of(BEGAN)), 60);
    assertEquals(Optional.empty(), done.etaSeconds());
    assertEquals(0, done.left());
  }

  private static SessionProgress at(ImportFacts facts, long second) {
    return ImportNumbers.of(SessionId.random(), facts, BEGAN.plusSeconds(second));
  }

  /** 100 files seen, 50 decided. */
  private static ImportFacts facts(
      Instant workingSince,
      long decidedBefore,
      Optional<String> trouble,
      Optional<Instant> endedAt) {
    return new ImportFacts(
        SourceId.random(),
        Optional.empty(),
        BEGAN,
        BEGAN,
        endedAt,
        trouble,
        new ImportCounts(100, 20, 20, 5, 5),
        List.of(),
        workingSince,
        decidedBefore);
  }
}
