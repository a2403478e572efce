package dev.muninn.ingest.source;

import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.ingest.storage.StorageModule;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what uploads and runs left behind, at a start and at intervals. Only with a fresh view:
 * an old one does not know what is still needed.
 */
final class StagingSweep {
  private static final Logger LOG = LoggerFactory.getLogger(StagingSweep.class);
  private static final Duration FRESHNESS = Duration.ofSeconds(30);

  private final StorageModule storage;
  private final SourceViews views;
  private final JournalProjections projections;
  private final Clock clock;
  private final Executor blocking;

  StagingSweep(
      StorageModule storage,
      SourceViews views,
      JournalProjections projections,
      Clock clock,
      Executor blocking) {
    this.storage = storage;
    this.views = views;
    this.projections = projections;
    this.clock = clock;
    this.blocking = blocking;
  }

  /** Sweeps now and then again and again, until the system ends. */
  void start(ActorSystem<?> system) {
    Cancellable timer =
        system
            .scheduler()
            .scheduleWithFixedDelay(
                Duration.ZERO,
                storage.settings().sweepEvery(),
                () -> blocking.execute(this::sweep),
                system.executionContext());
    system.getWhenTerminated().thenRun(timer::cancel);
  }

  private void sweep() {
    try {
      long lagMs =
          projections.awaitFresh(SourceProjection.NAME, FRESHNESS).toCompletableFuture().join();
      if (lagMs > 0) {
        LOG.warn("the staging area is not swept: the view is {} ms behind", lagMs);
        return;
      }
      storage.sweep(clock.instant(), views::needsStaged);
    } catch (IOException | RuntimeException e) {
      LOG.warn("the staging area was not swept and will be later", e);
    }
  }
}
