package dev.muninn.ingest.entity;

import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.RejectionReason;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;

/** What a state makes of a command. Pure: nothing has happened yet. */
public sealed interface Decision {

  /** The answer, given the sequence number of the last event in the journal. */
  MediaItemReply reply(long sequenceNr);

  /** These events first, then the answer. */
  record Persist(List<MediaItemEvent> events, LongFunction<MediaItemReply> answer)
      implements Decision {
    public Persist {
      events = List.copyOf(events);
      Objects.requireNonNull(answer, "answer");
      if (events.isEmpty()) {
        throw new IllegalArgumentException("nothing to persist");
      }
    }

    @Override
    public MediaItemReply reply(long sequenceNr) {
      return answer.apply(sequenceNr);
    }
  }

  /** The same was recorded before. */
  record AlreadyDone() implements Decision {
    @Override
    public MediaItemReply reply(long sequenceNr) {
      return new MediaItemReply.AlreadyDone(sequenceNr);
    }
  }

  /** Nothing to persist, but something to say. */
  record Answer(LongFunction<MediaItemReply> answer) implements Decision {
    @Override
    public MediaItemReply reply(long sequenceNr) {
      return answer.apply(sequenceNr);
    }
  }

  record Reject(RejectionReason reason, String words) implements Decision {
    @Override
    public MediaItemReply reply(long sequenceNr) {
      return new MediaItemReply.Rejected(reason, words, sequenceNr);
    }
  }

  /**
   * This decision, unless it persists something and the item's last event is not the one that the
   * person had seen. Where nothing would change nothing is refused: a command that is sent again
   * because its answer was lost meets its own event.
   */
  default Decision onlyAt(Optional<Long> seen, long sequenceNr) {
    return this instanceof Persist && seen.stream().anyMatch(number -> number != sequenceNr)
        ? new Reject(
            RejectionReason.CHANGED, "something happened to the item since you looked at it")
        : this;
  }

  /** Accepted with these events, or already done when there are none. */
  static Decision accept(List<MediaItemEvent> events) {
    return events.isEmpty() ? new AlreadyDone() : new Persist(events, MediaItemReply.Accepted::new);
  }

  static Decision accept(MediaItemEvent... events) {
    return accept(List.of(events));
  }
}
