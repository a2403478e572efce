package dev.muninn.ingest.source;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Asks the sharded entities. Every command may be repeated, so an ask that times out is sent again,
 * {@link #ATTEMPTS} times in all. Thread-safe.
 */
final class Entities {

  static final int ATTEMPTS = 4;

  private final ClusterSharding sharding;
  private final Duration timeout;

  Entities(ActorSystem<?> system, Duration timeout) {
    this.sharding = ClusterSharding.get(system);
    this.timeout = timeout;
  }

  /** An answer, and how many times the command was sent for it. */
  record Answer<R>(R reply, int attempts) {}

  CompletionStage<Answer<MediaItemReply>> ask(
      MediaItemKey key, Function<ActorRef<MediaItemReply>, MediaItemCommand> command) {
    return ask(MediaItemKey.TYPE_KEY, key.entityId(), command, 1);
  }

  CompletionStage<SourceReply> ask(
      SourceKey key, Function<ActorRef<SourceReply>, SourceCommand> command) {
    return ask(SourceKey.TYPE_KEY, key.entityId(), command, 1).thenApply(Answer::reply);
  }

  CompletionStage<ImportSessionReply> ask(
      ImportSessionKey key, Function<ActorRef<ImportSessionReply>, ImportSessionCommand> command) {
    return ask(ImportSessionKey.TYPE_KEY, key.entityId(), command, 1).thenApply(Answer::reply);
  }

  private <C, R> CompletionStage<Answer<R>> ask(
      EntityTypeKey<C> type, String id, Function<ActorRef<R>, C> command, int attempt) {
    return sharding
        .entityRefFor(type, id)
        .<R>ask(command::apply, timeout)
        .handle((reply, failure) -> outcome(type, id, command, attempt, reply, failure))
        .thenCompose(Function.identity());
  }

  private <C, R> CompletionStage<Answer<R>> outcome(
      EntityTypeKey<C> type,
      String id,
      Function<ActorRef<R>, C> command,
      int attempt,
      R reply,
      Throwable failure) {
    if (failure == null) {
      return CompletableFuture.completedFuture(new Answer<>(reply, attempt));
    }
    Throwable cause = failure instanceof CompletionException c ? c.getCause() : failure;
    return cause instanceof TimeoutException && attempt < ATTEMPTS
        ? ask(type, id, command, attempt + 1)
        : CompletableFuture.failedFuture(cause);
  }
}
