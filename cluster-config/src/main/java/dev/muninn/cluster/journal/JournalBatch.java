package dev.muninn.cluster.journal;

import java.util.List;
import java.util.function.Predicate;

/** Events in order, and the place up to which they are all there is. */
record JournalBatch(List<JournalEvent> events, JournalOffset upTo) {
  JournalBatch {
    events = List.copyOf(events);
  }

  /** Those that are wanted; {@code upTo} stays, since nothing else of them lies before it. */
  JournalBatch only(Predicate<JournalEvent> wanted) {
    return new JournalBatch(events.stream().filter(wanted).toList(), upTo);
  }

  JournalBatch until(JournalOffset last) {
    return upTo.isAfter(last)
        ? new JournalBatch(only(event -> !event.offset().isAfter(last)).events(), last)
        : this;
  }
}
