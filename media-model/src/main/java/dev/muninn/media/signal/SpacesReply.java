package dev.muninn.media.signal;

import java.util.Objects;

/** Every outcome of a command to the spaces. */
public sealed interface SpacesReply extends CborSerializable {

  /** Done now or before; the plan after the event of this number says so. */
  record Done(long sequenceNr) implements SpacesReply {}

  record Rejected(RejectionReason reason, String words) implements SpacesReply {
    public Rejected {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(words, "words");
    }
  }
}
