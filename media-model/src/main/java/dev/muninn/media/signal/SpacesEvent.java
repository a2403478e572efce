package dev.muninn.media.signal;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.ParticipantId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What can happen to the spaces of a deployment: the journal, version 1. Who did it is empty where
 * Muninn did it itself.
 */
public sealed interface SpacesEvent extends CborSerializable {

  EmbeddingSpace space();

  Instant at();

  /**
   * From now on every item owes its vectors in this space too. {@code model} is the name of the
   * pack that makes them; with {@code switchWhenComplete} it becomes the active one as soon as
   * nothing is left to do. A space that is there already is told anew what to do when it is
   * complete.
   */
  record SpaceAdded(
      EmbeddingSpace space,
      String model,
      boolean switchWhenComplete,
      Optional<ParticipantId> by,
      Instant at)
      implements SpacesEvent {
    public SpaceAdded {
      Objects.requireNonNull(space, "space");
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(by, "by");
      Objects.requireNonNull(at, "at");
    }
  }

  /** From now on searches are answered from this space; {@code previous} answered before. */
  record SpaceActivated(
      EmbeddingSpace space,
      Optional<EmbeddingSpace> previous,
      Optional<ParticipantId> by,
      Instant at)
      implements SpacesEvent {
    public SpaceActivated {
      Objects.requireNonNull(space, "space");
      Objects.requireNonNull(previous, "previous");
      Objects.requireNonNull(by, "by");
      Objects.requireNonNull(at, "at");
    }
  }

  /** Nothing is owed in this space any more, and its index is gone. */
  record SpaceDropped(EmbeddingSpace space, Optional<ParticipantId> by, Instant at)
      implements SpacesEvent {
    public SpaceDropped {
      Objects.requireNonNull(space, "space");
      Objects.requireNonNull(by, "by");
      Objects.requireNonNull(at, "at");
    }
  }
}
