package dev.muninn.media.signal;

import java.util.Objects;

/** Every outcome of a command to an import session. */
public sealed interface ImportSessionReply extends CborSerializable {

  /** Done now or before. */
  record Done(long sequenceNr) implements ImportSessionReply {}

  record Inspected(ImportFacts facts) implements ImportSessionReply {
    public Inspected {
      Objects.requireNonNull(facts, "facts");
    }
  }

  record Rejected(RejectionReason reason, String words) implements ImportSessionReply {
    public Rejected {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(words, "words");
    }
  }
}
