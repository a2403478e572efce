package dev.muninn.media.signal;

import akka.actor.typed.ActorRef;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.ParticipantId;
import java.util.Optional;

/** All that the spaces can be told. Every command may be repeated safely. */
public sealed interface SpacesCommand extends CborSerializable {

  ActorRef<SpacesReply> replyTo();

  /** The space of the configuration becomes the first, active one; nothing where there is one. */
  record Seed(EmbeddingSpace space, String model, ActorRef<SpacesReply> replyTo)
      implements SpacesCommand {}

  /** Every item owes its vectors in this space too. */
  record Add(
      EmbeddingSpace space,
      String model,
      boolean switchWhenComplete,
      Optional<ParticipantId> by,
      ActorRef<SpacesReply> replyTo)
      implements SpacesCommand {}

  /** Searches are answered from this live space; whether it is complete was looked at before. */
  record Activate(EmbeddingSpace space, Optional<ParticipantId> by, ActorRef<SpacesReply> replyTo)
      implements SpacesCommand {}

  /** A space that is not active is given up. */
  record Drop(EmbeddingSpace space, Optional<ParticipantId> by, ActorRef<SpacesReply> replyTo)
      implements SpacesCommand {}
}
