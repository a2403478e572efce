package dev.muninn.media.signal;

import dev.muninn.media.Custody;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SessionId;
import java.util.List;
import java.util.Optional;

/**
 * A source as it stands: what it is, whether it can be reached, which scans are owed. {@code
 * folder} is the folder that its root was when all of it was scanned last; {@code confirmed}, that
 * a person vouched for the one that is there now.
 */
public record SourceFacts(
    String name,
    String root,
    Custody custody,
    boolean watch,
    List<String> include,
    List<String> exclude,
    ParticipantId by,
    boolean offline,
    Optional<String> folder,
    boolean confirmed,
    List<OwedScan> scans) {
  public SourceFacts {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    scans = List.copyOf(scans);
  }

  /** A scan that was asked for and has not ended, and who asked. */
  public record OwedScan(SessionId session, Optional<String> beneath, ParticipantId by) {}
}
