package dev.muninn.ingest.space;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.japi.function.Function;
import dev.muninn.media.signal.SpacesCommand;
import dev.muninn.media.signal.SpacesKey;
import dev.muninn.media.signal.SpacesReply;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Commands to the one entity, wherever it lives. Thread-safe. */
final class SpaceEntity {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private final ActorSystem<?> system;

  SpaceEntity(ActorSystem<?> system) {
    this.system = system;
  }

  /** Fails when it does not answer. */
  CompletionStage<SpacesReply> ask(Function<ActorRef<SpacesReply>, SpacesCommand> command) {
    return ClusterSharding.get(system)
        .entityRefFor(SpacesKey.TYPE_KEY, SpacesKey.ENTITY_ID)
        .ask(command, PATIENCE);
  }
}
