package dev.muninn.node.members;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.ServiceKey;
import dev.muninn.media.signal.CborSerializable;
import java.time.Instant;
import java.util.Objects;

/** What a node is asked by the others. Every node registers under {@link #NODES}. */
public sealed interface NodeSignal extends CborSerializable {
  ServiceKey<NodeSignal> NODES = ServiceKey.create(NodeSignal.class, "nodes");

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
