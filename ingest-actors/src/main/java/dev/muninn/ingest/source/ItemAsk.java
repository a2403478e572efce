package dev.muninn.ingest.source;

import akka.actor.typed.ActorRef;
import dev.muninn.cluster.shard.EntityAsk.Answer;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks items on behalf of a scan, and tells an item that does not answer from a database that is
 * away: for the first a file fails, for the second none. Blocking; thread-safe.
 */
final class ItemAsk {

  private static final Logger LOG = LoggerFactory.getLogger(ItemAsk.class);

  private final ScanTools tools;
  private final StopSignal stop;

  ItemAsk(ScanTools tools, StopSignal stop) {
    this.tools = tools;
    this.stop = stop;
  }

  /**
   * The answer; empty when this item alone does not give one, or the scan was stopped.
   *
   * @throws RuntimeException when the database does not answer either: the scan is begun again
   */
  Optional<Answer<MediaItemReply>> ask(
      MediaItemKey key, Function<ActorRef<MediaItemReply>, MediaItemCommand> command) {
    try {
      return Optional.of(tools.entities().ask(key, command).toCompletableFuture().join());
    } catch (CompletionException first) {
      if (stop.isGiven()) {
        return Optional.empty();
      }
      tools.views().requireReachable();
      return askAgain(key, command);
    }
  }

  private Optional<Answer<MediaItemReply>> askAgain(
      MediaItemKey key, Function<ActorRef<MediaItemReply>, MediaItemCommand> command) {
    try {
      Answer<MediaItemReply> answer =
          tools.entities().ask(key, command).toCompletableFuture().join();
      return Optional.of(new Answer<>(answer.reply(), answer.attempts() + 1));
    } catch (CompletionException second) {
      LOG.error("an item does not answer org={} mediaId={}", key.org(), key.mediaId(), second);
      return Optional.empty();
    }
  }
}
