package dev.muninn.media.signal;

import akka.actor.typed.ActorRef;
import dev.muninn.media.Custody;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SessionId;
import java.util.List;
import java.util.Optional;

/** All that a source can be told. Every command may be repeated safely. */
public sealed interface SourceCommand extends CborSerializable {

  ActorRef<SourceReply> replyTo();

  /** Makes the source; {@code root} is an absolute folder that was checked. */
  record Create(
      String name,
      String root,
      Custody custody,
      boolean watch,
      List<String> include,
      List<String> exclude,
      ParticipantId by,
      ActorRef<SourceReply> replyTo)
      implements SourceCommand {
    public Create {
      include = List.copyOf(include);
      exclude = List.copyOf(exclude);
    }
  }

  /**
   * Owes a scan under this session, of all or of what lies {@code beneath} a path; answers Scanning
   * with this session, or with the one that scans the same place already.
   */
  record StartScan(
      SessionId session, Optional<String> beneath, ParticipantId by, ActorRef<SourceReply> replyTo)
      implements SourceCommand {}

  /**
   * The scan is over; {@code trouble} says in words why the source could not be reached, {@code
   * folder} which folder its root was if all of it was scanned.
   */
  record EndScan(
      SessionId session,
      Optional<String> trouble,
      Optional<String> folder,
      ActorRef<SourceReply> replyTo)
      implements SourceCommand {}

  /** Somebody looked at the root: {@code trouble} says in words why it cannot be reached. */
  record RecordReach(Optional<String> trouble, ActorRef<SourceReply> replyTo)
      implements SourceCommand {}

  /** A person says that what lies at the root now is the folder of this source. */
  record ConfirmFolder(ParticipantId by, ActorRef<SourceReply> replyTo) implements SourceCommand {}

  /** Answers Inspected, or Rejected(UNKNOWN). */
  record Inspect(ActorRef<SourceReply> replyTo) implements SourceCommand {}
}
