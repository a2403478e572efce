package dev.muninn.ingest;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.ingest.entity.MediaItemSettings;
import dev.muninn.ingest.entity.Rehearsal;
import dev.muninn.media.signal.MediaItemKey;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the first replays of this process behind it before an item needs one. A node that starts on
 * an empty journal does it when there is something to read: it looks again after growing pauses.
 */
final class FirstReplay {
  private static final Logger log = LoggerFactory.getLogger(FirstReplay.class);

  /** The last events that are looked at for items. */
  private static final int EVENTS = 1000;

  private static final int ITEMS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final ActorSystem<?> system;
  private final JournalReader journal;
  private final MediaItemSettings settings;
  private final Executor blocking;

  FirstReplay(ActorSystem<?> system, JournalReader journal, MediaItemSettings settings) {
    this.system = system;
    this.journal = journal;
    this.settings = settings;
    this.blocking =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.blocking-dispatcher"));
  }

  /** Blocks; one that fails or takes too long keeps no node from starting. */
  void run() {
    run(FIRST_PAUSE);
  }

  /** Where no shard comes from elsewhere nobody waits for it. */
  void runInBackground() {
    blocking.execute(this::run);
  }

  private void run(Duration pause) {
    if (read() < ITEMS) {
      Duration next = Collections.min(List.of(pause.multipliedBy(2), LONGEST_PAUSE));
      system
          .scheduler()
          .scheduleOnce(pause, () -> blocking.execute(() -> run(next)), system.executionContext());
    }
  }

  /** How many items it read. */
  private int read() {
    long begin = System.nanoTime();
    try {
      List<MediaItemKey> items =
          journal.lastWritten(EVENTS, ITEMS).stream()
              .flatMap(id -> MediaItemKey.ofPersistenceId(id).stream())
              .toList();
      if (!items.isEmpty()) {
        Rehearsal.of(system, items, settings, PATIENCE).toCompletableFuture().join();
        log.info(
            "event=rehearsed items={} elapsedMs={}",
            items.size(),
            Duration.ofNanos(System.nanoTime() - begin).toMillis());
      }
      return items.size();
    } catch (DatabaseException | CompletionException failed) {
      log.warn("event=rehearsal-failed", failed);
      return 0;
    }
  }
}
