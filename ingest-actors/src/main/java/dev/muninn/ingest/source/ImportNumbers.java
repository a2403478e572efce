package dev.muninn.ingest.source;

import dev.muninn.catalog.Imports.ReportLine;
import dev.muninn.catalog.Imports.SessionProgress;
import dev.muninn.media.SessionId;
import dev.muninn.media.signal.ImportFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What an import tells of itself, for those who watch it; pure. */
final class ImportNumbers {
  private ImportNumbers() {}

  static SessionProgress of(SessionId session, ImportFacts facts, Instant now) {
    return new SessionProgress(
        session,
        Optional.of(facts.source()),
        facts.endedAt().isPresent(),
        facts.counts().seen(),
        facts.counts().fresh(),
        facts.counts().known(),
        facts.counts().unsupported(),
        facts.counts().failed(),
        facts.endedAt().isPresent() ? 0 : facts.counts().left(),
        eta(facts, now),
        facts.startedAt(),
        facts.endedAt(),
        facts.trouble(),
        facts.lines().stream()
            .map(line -> new ReportLine(line.path(), line.code(), line.words()))
            .toList());
  }

  /** Seconds at the pace since work was last taken up; nobody knows while it waits. */
  private static Optional<Long> eta(ImportFacts facts, Instant now) {
    long decided = facts.counts().decided() - facts.decidedBefore();
    if (facts.endedAt().isPresent() || facts.trouble().isPresent() || decided <= 0) {
      return Optional.empty();
    }
    long elapsed = Math.max(1, Duration.between(facts.workingSince(), now).toSeconds());
    return Optional.of(Math.max(1, facts.counts().left() * elapsed / decided));
  }
}
