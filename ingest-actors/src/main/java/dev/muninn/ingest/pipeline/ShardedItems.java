package dev.muninn.ingest.pipeline;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.japi.function.Function;
import akka.pattern.Patterns;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Commands may be repeated, so a call that stays unanswered is made again a few times. */
final class ShardedItems implements Items {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ActorSystem<?> system;
  private final PipelineSettings settings;

  ShardedItems(ActorSystem<?> system, PipelineSettings settings) {
    this.system = system;
    this.settings = settings;
  }

  @Override
  public CompletionStage<MediaItemReply> ask(
      MediaItemKey key, Function<ActorRef<MediaItemReply>, MediaItemCommand> command) {
    return Patterns.retry(
        () ->
            ClusterSharding.get(system)
                .entityRefFor(MediaItemKey.TYPE_KEY, key.entityId())
                .ask(command, settings.askTimeout()),
        settings.askTries(),
        PAUSE,
        system.classicSystem().scheduler(),
        system.executionContext());
  }
}
