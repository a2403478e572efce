package dev.muninn.query.projection;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import java.util.Optional;

/** What the index asks of the journal (port). */
public interface IndexJournal {

  /** The events of all media items after {@code offset}: ordered, live, endless. */
  Source<JournalEvent, NotUsed> after(JournalOffset offset);

  /** Everything committed before the call is at or before this. Blocking. */
  JournalOffset horizon();

  /** What lies beyond an offset; empty when nothing does. Blocking. */
  Optional<Backlog> beyond(JournalOffset offset);

  /** How many events of media items (counted up to 100,000), and the age of the first one. */
  record Backlog(long events, long ageMs) {}
}
