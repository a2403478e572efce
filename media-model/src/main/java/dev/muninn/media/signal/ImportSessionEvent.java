package dev.muninn.media.signal;

import dev.muninn.media.ParticipantId;
import dev.muninn.media.SourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What can happen in an import: the journal, version 1. */
public sealed interface ImportSessionEvent extends CborSerializable {

  Instant at();

  record Began(SourceId source, Optional<String> beneath, ParticipantId by, Instant at)
      implements ImportSessionEvent {}

  /** Counts and report start from nothing again. */
  record Restarted(Instant at) implements ImportSessionEvent {}

  /** Counts in all, and the lines that are new. */
  record Progressed(ImportCounts counts, List<ImportLine> lines, Instant at)
      implements ImportSessionEvent {
    public Progressed {
      lines = List.copyOf(lines);
    }
  }

  /** The scan waits, and {@code words} say for what; nothing failed. */
  record Paused(String words, Instant at) implements ImportSessionEvent {}

  /** The scan goes on after a pause. */
  record Resumed(Instant at) implements ImportSessionEvent {}

  record Finished(Optional<String> trouble, Instant at) implements ImportSessionEvent {}
}
