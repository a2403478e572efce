package dev.muninn.media.signal;

import dev.muninn.media.SourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An import as it stands; {@code updatedAt} is when its counts were last recorded. {@code trouble}
 * is why it ended early, or while it runs what it waits for. {@code workingSince} is when it last
 * began, began again or went on after a pause, with {@code decidedBefore} files decided by then.
 */
public record ImportFacts(
    SourceId source,
    Optional<String> beneath,
    Instant startedAt,
    Instant updatedAt,
    Optional<Instant> endedAt,
    Optional<String> trouble,
    ImportCounts counts,
    List<ImportLine> lines,
    Instant workingSince,
    long decidedBefore) {
  public ImportFacts {
    lines = List.copyOf(lines);
  }
}
