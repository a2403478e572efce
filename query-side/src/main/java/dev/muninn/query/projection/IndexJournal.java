package dev.muninn.query.projection;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import java.util.Optional;
import java.util.OptionalLong;

/** What the index asks of the journal (port). */
public interface IndexJournal {

  /** The events of all media items after {@code offset}: ordered, live, endless. */
  Source<JournalEvent, NotUsed> after(JournalOffset offset);

  /** Everything committed before the call is at or before this. Blocking. */
  JournalOffset horizon();

  /** What lies beyond an offset; empty when nothing does. Blocking. */
  Optional<Backlog> beyond(JournalOffset offset);

  /**
   * The age in ms of the first event of a media item beyond an offset; empty when there is none.
   * One row is read, however far behind the offset is. Blocking.
   */
  OptionalLong ageBeyond(JournalOffset offset);

  /** The events of media items at or before a place; empty when there are none. Blocking. */
  Optional<Extent> upTo(JournalOffset place);

  /** Whether a media item has an event after the one place and up to the other. Blocking. */
  boolean anyBetween(JournalOffset after, JournalOffset upTo);

  /** How many events, and where the last of them is. */
  record Extent(long events, JournalOffset last) {}

  /** How many events of media items (counted up to 100,000), and the age of the first one. */
  record Backlog(long events, long ageMs) {}
}
