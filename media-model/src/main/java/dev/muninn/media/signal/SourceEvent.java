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

  /**
   * Which folder the root was when all of it was scanned last: its device and inode. A mount point
   * without its disk is another folder.
   */
  record FolderSeen(String folder, Instant at) implements SourceEvent {}

  /**
   * A person says that what lies at the root now is the folder of this source, even if none of its
   * known files is there. Holds until the next scan has ended.
   */
  record FolderConfirmed(ParticipantId by, Instant at) implements SourceEvent {}
}
