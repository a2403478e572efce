package dev.muninn.node.replay;

import akka.actor.typed.ActorRef;
import dev.muninn.catalog.Rebuilds.Rebuild;
import dev.muninn.media.signal.CborSerializable;
import java.util.Objects;
import java.util.Optional;

/** What the {@link RebuildHost} of a query node is asked by the others. */
sealed interface RebuildSignal extends CborSerializable {
  ActorRef<Told> replyTo();

  /** Make your indexes anew as a part of this rebuild. */
  record Start(String rebuildId, ActorRef<Told> replyTo) implements RebuildSignal {}

  /** How far is your part of this rebuild? */
  record Find(String rebuildId, ActorRef<Told> replyTo) implements RebuildSignal {}

  /** What was your last one? */
  record Latest(ActorRef<Told> replyTo) implements RebuildSignal {}

  /** What a node says of a rebuild; empty where it knows none. */
  record Told(String node, Optional<Rebuild> rebuild) implements CborSerializable {
    public Told {
      Objects.requireNonNull(node, "node");
      Objects.requireNonNull(rebuild, "rebuild");
    }
  }
}
