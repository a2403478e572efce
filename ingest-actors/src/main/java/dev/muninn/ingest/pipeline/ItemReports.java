package dev.muninn.ingest.pipeline;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.japi.function.Function;
import akka.pattern.Patterns;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.ingest.stage.StageOutcome.FailedStep;
import dev.muninn.ingest.stage.StageOutcome.LostPlace;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.StageResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Tells entities what was found out. Commands may be repeated, so a call that stays unanswered is
 * made again a few times before the stage fails.
 */
final class ItemReports {
  private final ActorSystem<?> system;
  private final PipelineSettings settings;

  ItemReports(ActorSystem<?> system, PipelineSettings settings) {
    this.system = system;
    this.settings = settings;
  }

  CompletionStage<MediaItemReply> inspect(MediaItemKey key) {
    return ask(key, MediaItemCommand.Inspect::new);
  }

  CompletionStage<MediaItemReply> results(MediaItemKey key, List<StageResult> results) {
    return ask(key, replyTo -> new MediaItemCommand.RecordResults(results, replyTo));
  }

  CompletionStage<MediaItemReply> failure(
      MediaItemKey key, Optional<EmbeddingSpace> space, FailedStep failed) {
    return ask(
        key,
        replyTo ->
            new MediaItemCommand.RecordFailure(
                failed.stage(), space, failed.failure(), failed.step(), replyTo));
  }

  CompletionStage<MediaItemReply> lost(MediaItemKey key, LostPlace place) {
    return ask(
        key,
        replyTo ->
            new MediaItemCommand.LoseLocation(
                place.source(), place.path(), place.reason(), replyTo));
  }

  CompletionStage<MediaItemReply> ask(
      MediaItemKey key, Function<ActorRef<MediaItemReply>, MediaItemCommand> command) {
    return Patterns.retry(
        () ->
            ClusterSharding.get(system)
                .entityRefFor(MediaItemKey.TYPE_KEY, key.entityId())
                .ask(command, settings.askTimeout()),
        settings.askTries(),
        Duration.ofSeconds(1),
        system.classicSystem().scheduler(),
        system.executionContext());
  }

  /** The number that the view must pass; 0 where the entity refused. */
  static long seqNrOf(MediaItemReply reply) {
    if (reply instanceof MediaItemReply.Accepted accepted) {
      return accepted.sequenceNr();
    }
    if (reply instanceof MediaItemReply.AlreadyDone done) {
      return done.sequenceNr();
    }
    return reply instanceof MediaItemReply.Inspected inspected ? inspected.sequenceNr() : 0;
  }
}
