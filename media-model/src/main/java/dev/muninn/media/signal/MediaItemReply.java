package dev.muninn.media.signal;

import dev.muninn.media.ContentHash;
import java.util.Objects;

/** Every outcome of a command to a media item. */
public sealed interface MediaItemReply extends CborSerializable {

  /** The events of the command are in the journal; {@code sequenceNr} is that of the last one. */
  record Accepted(long sequenceNr) implements MediaItemReply {}

  /** Nothing new: the same was recorded before. */
  record AlreadyDone(long sequenceNr) implements MediaItemReply {}

  /**
   * Answer to {@code Acquire} when these bytes are an item already; {@code keepsStaged} says
   * whether the staged file was taken over (to heal or upgrade) or may be deleted.
   */
  record Known(ContentHash hash, long sequenceNr, boolean keepsStaged) implements MediaItemReply {
    public Known {
      Objects.requireNonNull(hash, "hash");
    }
  }

  /** {@code sequenceNr} is that of the last event, 0 where there is no item. */
  record Rejected(RejectionReason reason, String words, long sequenceNr) implements MediaItemReply {
    public Rejected {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(words, "words");
    }
  }

  /** Answer to {@code Inspect}: what the stages need to know to do their work. */
  record Inspected(ItemFacts facts, long sequenceNr) implements MediaItemReply {
    public Inspected {
      Objects.requireNonNull(facts, "facts");
    }
  }
}
