package dev.muninn.node.members;

import akka.Done;
import akka.actor.typed.ActorRef;
import dev.muninn.media.signal.CborSerializable;
import java.time.Instant;
import java.util.Objects;

/** What the {@link NodeHost} of a node is asked by the others. */
public sealed interface NodeSignal extends CborSerializable {
  /** Who it is. */
  record Describe(ActorRef<NodeFacts> replyTo) implements NodeSignal {}

  /** Finish what is held and end; answered when that has begun. */
  record Drain(ActorRef<Done> replyTo) implements NodeSignal {}

  /** What a node says of itself. */
  record NodeFacts(String name, Instant startedAt) implements CborSerializable {
    public NodeFacts {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(startedAt, "startedAt");
    }
  }
}
