package dev.muninn.media.signal;

import akka.actor.typed.ActorRef;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SourceId;
import java.util.List;
import java.util.Optional;

/** All that an import session can be told. Every command may be repeated safely. */
public sealed interface ImportSessionCommand extends CborSerializable {

  ActorRef<ImportSessionReply> replyTo();

  record Begin(
      SourceId source,
      Optional<String> beneath,
      ParticipantId by,
      ActorRef<ImportSessionReply> replyTo)
      implements ImportSessionCommand {}

  /** The scan begins from the start again, after its node died: what was counted is void. */
  record Restart(ActorRef<ImportSessionReply> replyTo) implements ImportSessionCommand {}

  /**
   * How far the scan has come, in all; {@code lines} are those of its report from number {@code
   * firstLine} on, counted from 0.
   */
  record RecordProgress(
      ImportCounts counts,
      int firstLine,
      List<ImportLine> lines,
      ActorRef<ImportSessionReply> replyTo)
      implements ImportSessionCommand {
    public RecordProgress {
      lines = List.copyOf(lines);
    }
  }

  /** The scan waits until it is told to {@link Resume}; {@code words} say for what. */
  record Pause(String words, ActorRef<ImportSessionReply> replyTo)
      implements ImportSessionCommand {}

  /** What the scan waited for has come. */
  record Resume(ActorRef<ImportSessionReply> replyTo) implements ImportSessionCommand {}

  /** The end; {@code trouble} says in words what cut the scan short. */
  record Finish(Optional<String> trouble, ActorRef<ImportSessionReply> replyTo)
      implements ImportSessionCommand {}

  /** Answers Inspected, or Rejected(UNKNOWN). */
  record Inspect(ActorRef<ImportSessionReply> replyTo) implements ImportSessionCommand {}
}
