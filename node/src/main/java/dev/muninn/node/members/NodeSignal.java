package dev.muninn.node.members;

import akka.Done;
import akka.actor.Address;
import akka.actor.typed.ActorRef;
import dev.muninn.media.signal.CborSerializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the {@link NodeHost} of a node is asked by the others. */
public sealed interface NodeSignal extends CborSerializable {
  /** Who it is. */
  record Describe(ActorRef<NodeFacts> replyTo) implements NodeSignal {}

  /** Finish what is held and end; answered when that has begun. */
  record Drain(ActorRef<Done> replyTo) implements NodeSignal {}

  /** A member is about to end; its shards are to be taken from it. */
  record Leaving(Address address, long uid) implements NodeSignal {}

  /**
   * What a node says of itself.
   *
   * @param at its clock when it answered; empty from a node of an older version
   * @param refusals whom it turned away, the latest last
   */
  record NodeFacts(String name, Instant startedAt, Optional<Instant> at, List<Refused> refusals)
      implements CborSerializable {
    public NodeFacts {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(startedAt, "startedAt");
      Objects.requireNonNull(at, "at");
      refusals = refusals == null ? List.of() : List.copyOf(refusals);
    }
  }

  /** One whom a node turned away, or let in with a wrong clock; so often, last at that time. */
  record Refused(Instant at, String peer, String words, int times) implements CborSerializable {}
}
