package dev.muninn.media.signal;

import dev.muninn.media.SessionId;
import java.util.Objects;

/** Every outcome of a command to a source. */
public sealed interface SourceReply extends CborSerializable {

  /** Done now or before. */
  record Done(long sequenceNr) implements SourceReply {}

  /** The scan that is owed now. */
  record Scanning(SessionId session) implements SourceReply {
    public Scanning {
      Objects.requireNonNull(session, "session");
    }
  }

  record Inspected(SourceFacts facts) implements SourceReply {
    public Inspected {
      Objects.requireNonNull(facts, "facts");
    }
  }

  record Rejected(RejectionReason reason, String words) implements SourceReply {
    public Rejected {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(words, "words");
    }
  }
}
