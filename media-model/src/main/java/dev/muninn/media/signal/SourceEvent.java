package dev.muninn.media.signal;

import dev.muninn.media.Custody;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What can happen to a source: the journal, version 1. */
public sealed interface SourceEvent extends CborSerializable {

  Instant at();

  record Created(
      String name,
      String root,
      Custody custody,
      boolean watch,
      List<String> include,
      List<String> exclude,
      ParticipantId by,
      Instant at)
      implements SourceEvent {
    public Created {
      include = List.copyOf(include);
      exclude = List.copyOf(exclude);
    }
  }

  /** From now on a scan is owed, of all or of what lies {@code beneath} a path. */
  record ScanStarted(SessionId session, Optional<String> beneath, ParticipantId by, Instant at)
      implements SourceEvent {}

  record ScanEnded(SessionId session, Instant at) implements SourceEvent {}

  /** The root cannot be reached; nothing is taken for deleted. */
  record WentOffline(String words, Instant at) implements SourceEvent {}

  record CameOnline(Instant at) implements SourceEvent {}
}
