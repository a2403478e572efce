package dev.muninn.media.signal;

import dev.muninn.media.SourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An import as it stands; {@code updatedAt} is when its counts were last recorded. */
public record ImportFacts(
    SourceId source,
    Optional<String> beneath,
    Instant startedAt,
    Instant updatedAt,
    Optional<Instant> endedAt,
    Optional<String> trouble,
    ImportCounts counts,
    List<ImportLine> lines) {
  public ImportFacts {
    lines = List.copyOf(lines);
  }
}
