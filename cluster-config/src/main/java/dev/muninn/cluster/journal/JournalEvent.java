package dev.muninn.cluster.journal;

import java.time.Instant;
import java.util.Objects;

/**
 * An event as the journal holds it. {@code event} is what the entity persisted, or an {@link
 * Undecodable} when its bytes cannot be read; {@code at} is the clock of the node that wrote it.
 */
public record JournalEvent(
    String persistenceId, long sequenceNr, Object event, Instant at, JournalOffset offset) {
  public JournalEvent {
    Objects.requireNonNull(persistenceId, "persistenceId");
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(offset, "offset");
  }

  /** The part before the bar: {@code MediaItem} of {@code MediaItem|home.abc}. */
  public String entityType() {
    return persistenceId.substring(0, Math.max(persistenceId.indexOf('|'), 0));
  }

  /** The part after the bar. */
  public String entityId() {
    return persistenceId.substring(persistenceId.indexOf('|') + 1);
  }

  /** Bytes that no serializer of this program reads: what they claim to be, and why not. */
  public record Undecodable(String manifest, String cause) {}
}
