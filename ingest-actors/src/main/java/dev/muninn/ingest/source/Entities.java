package dev.muninn.ingest.source;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import dev.muninn.cluster.shard.EntityAsk;
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
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Asks the entities that bring files in. Thread-safe. */
final class Entities {
  private final EntityAsk ask;

  Entities(ActorSystem<?> system, Duration timeout) {
    this.ask = new EntityAsk(system, timeout);
  }

  CompletionStage<EntityAsk.Answer<MediaItemReply>> ask(
      MediaItemKey key, Function<ActorRef<MediaItemReply>, MediaItemCommand> command) {
    return ask.askCounting(MediaItemKey.TYPE_KEY, key.entityId(), command);
  }

  CompletionStage<SourceReply> ask(
      SourceKey key, Function<ActorRef<SourceReply>, SourceCommand> command) {
    return ask.ask(SourceKey.TYPE_KEY, key.entityId(), command);
  }

  CompletionStage<ImportSessionReply> ask(
      ImportSessionKey key, Function<ActorRef<ImportSessionReply>, ImportSessionCommand> command) {
    return ask.ask(ImportSessionKey.TYPE_KEY, key.entityId(), command);
  }
}
