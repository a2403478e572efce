package dev.muninn.ingest.source;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import dev.muninn.ingest.source.RepeatedAsk.Answer;
import dev.muninn.media.signal.ImportSessionCommand;
import dev.muninn.media.signal.ImportSessionKey;
import dev.muninn.media.signal.ImportSessionReply;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.SourceCommand;
import dev.muninn.media.signal.SourceKey;
import dev.muninn.media.signal.SourceReply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Asks the sharded entities. Every command may be repeated, so one that has no answer yet is sent
 * again, and the first answer counts: soon at first, since what is on its way to an item that moves
 * to another node is lost, then after the time that an answer may take. Thread-safe.
 */
final class Entities {
  private final ClusterSharding sharding;
  private final Duration timeout;
  private final RepeatedAsk repeated;

  Entities(ActorSystem<?> system, Duration timeout) {
    this.sharding = ClusterSharding.get(system);
    this.timeout = timeout;
    List<Duration> pauses =
        List.of(Duration.ofMillis(500), Duration.ofSeconds(2), timeout, timeout);
    this.repeated = new RepeatedAsk(system.scheduler(), system.executionContext(), pauses);
  }

  CompletionStage<Answer<MediaItemReply>> ask(
      MediaItemKey key, Function<ActorRef<MediaItemReply>, MediaItemCommand> command) {
    return ask(MediaItemKey.TYPE_KEY, key.entityId(), command);
  }

  CompletionStage<SourceReply> ask(
      SourceKey key, Function<ActorRef<SourceReply>, SourceCommand> command) {
    return ask(SourceKey.TYPE_KEY, key.entityId(), command).thenApply(Answer::reply);
  }

  CompletionStage<ImportSessionReply> ask(
      ImportSessionKey key, Function<ActorRef<ImportSessionReply>, ImportSessionCommand> command) {
    return ask(ImportSessionKey.TYPE_KEY, key.entityId(), command).thenApply(Answer::reply);
  }

  private <C, R> CompletionStage<Answer<R>> ask(
      EntityTypeKey<C> type, String id, Function<ActorRef<R>, C> command) {
    EntityRef<C> entity = sharding.entityRefFor(type, id);
    return repeated.ask(() -> entity.<R>ask(command::apply, timeout));
  }
}
