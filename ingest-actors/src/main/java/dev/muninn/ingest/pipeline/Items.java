package dev.muninn.ingest.pipeline;

import akka.actor.typed.ActorRef;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Commands to media items, wherever they live (port). */
@FunctionalInterface
interface Items {

  /** Fails when the item does not answer, also when asked again. */
  CompletionStage<MediaItemReply> ask(
      MediaItemKey key, Function<ActorRef<MediaItemReply>, MediaItemCommand> command);
}
