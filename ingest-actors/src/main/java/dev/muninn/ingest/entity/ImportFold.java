package dev.muninn.ingest.entity;

import dev.muninn.media.signal.ImportCounts;
import dev.muninn.media.signal.ImportFacts;
import dev.muninn.media.signal.ImportLine;
import dev.muninn.media.signal.ImportSessionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Folds an event into what an import knows of itself; pure. */
final class ImportFold {
  private ImportFold() {}

  static ImportFacts begin(ImportSessionEvent.Began began) {
    return new ImportFacts(
        began.source(),
        began.beneath(),
        began.at(),
        began.at(),
        Optional.empty(),
        Optional.empty(),
        ImportCounts.NONE,
        List.of(),
        began.at(),
        0);
  }

  /** The facts after an event of a running import. */
  static ImportFacts apply(ImportFacts facts, ImportSessionEvent event) {
    if (event instanceof ImportSessionEvent.Progressed progressed) {
      return progressed(facts, progressed);
    }
    if (event instanceof ImportSessionEvent.Restarted restarted) {
      return working(facts, restarted.at(), ImportCounts.NONE, List.of());
    }
    if (event instanceof ImportSessionEvent.Paused paused) {
      return told(facts, paused.at(), Optional.empty(), Optional.of(paused.words()));
    }
    if (event instanceof ImportSessionEvent.Resumed resumed) {
      return working(facts, resumed.at(), facts.counts(), facts.lines());
    }
    if (event instanceof ImportSessionEvent.Finished finished) {
      return told(facts, finished.at(), Optional.of(finished.at()), finished.trouble());
    }
    throw new IllegalStateException("a running import had " + event);
  }

  private static ImportFacts progressed(
      ImportFacts facts, ImportSessionEvent.Progressed progressed) {
    List<ImportLine> lines = new ArrayList<>(facts.lines());
    lines.addAll(progressed.lines());
    return new ImportFacts(
        facts.source(),
        facts.beneath(),
        facts.startedAt(),
        progressed.at(),
        facts.endedAt(),
        facts.trouble(),
        progressed.counts(),
        lines,
        facts.workingSince(),
        facts.decidedBefore());
  }

  /** At work from {@code at} on, with these counts to begin with. */
  private static ImportFacts working(
      ImportFacts facts, Instant at, ImportCounts counts, List<ImportLine> lines) {
    return new ImportFacts(
        facts.source(),
        facts.beneath(),
        facts.startedAt(),
        at,
        Optional.empty(),
        Optional.empty(),
        counts,
        lines,
        at,
        counts.decided());
  }

  private static ImportFacts told(
      ImportFacts facts, Instant at, Optional<Instant> endedAt, Optional<String> trouble) {
    return new ImportFacts(
        facts.source(),
        facts.beneath(),
        facts.startedAt(),
        at,
        endedAt,
        trouble,
        facts.counts(),
        facts.lines(),
        facts.workingSince(),
        facts.decidedBefore());
  }
}
