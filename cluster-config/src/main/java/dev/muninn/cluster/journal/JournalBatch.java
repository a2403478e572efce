package dev.muninn.cluster.journal;

import java.util.List;
import java.util.Set;

/** Events in order, and the place up to which they are all there is. */
record JournalBatch(List<JournalEvent> events, JournalOffset upTo) {
  JournalBatch {
    events = List.copyOf(events);
  }

  /** Those of some entity types; {@code upTo} stays, since nothing else of them lies before it. */
  JournalBatch only(Set<String> entityTypes) {
    return new JournalBatch(
        events.stream().filter(e -> entityTypes.contains(e.entityType())).toList(), upTo);
  }
}
