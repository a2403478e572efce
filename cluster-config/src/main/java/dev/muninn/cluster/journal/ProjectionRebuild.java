package dev.muninn.cluster.journal;

import dev.muninn.cluster.journal.RebuildProgress.State;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the tables of a live projection anew from the journal, in the shadow, and swaps. The live
 * ones answer and go on meanwhile; they stand still only for the last stretch and the swap. When it
 * fails, or dies, nothing has changed. Source: docs/adr/0009-shadow-rebuild.md. Thread-safe.
 */
public final class ProjectionRebuild implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(ProjectionRebuild.class);
  private static final int SWAP_TRIES = 100;
  private static final long LONGEST_REST_MS = 1_000;
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final LiveProjection live;
  private final JournalReader reader;
  private final DataSource writer;
  private final ProjectionStore store;
  private final RebuildSize size;
  private final CompletableFuture<RebuildProgress> done = new CompletableFuture<>();
  private volatile RebuildProgress progress =
      new RebuildProgress(State.REPLAYING, 0, 0, Optional.empty());

  ProjectionRebuild(
      LiveProjection live,
      JournalReader reader,
      DataSource writer,
      ProjectionStore store,
      RebuildSize size) {
    this.live = live;
    this.reader = reader;
    this.writer = writer;
    this.store = store;
    this.size = size;
  }

  public String projection() {
    return live.spec().name();
  }

  /** How far it has come now. */
  public RebuildProgress progress() {
    return progress;
  }

  /** Completes when it has ended, {@code DONE} or {@code FAILED}; never exceptionally. */
  public CompletionStage<RebuildProgress> done() {
    return done.copy();
  }

  /** The whole of it, on the calling thread; an interrupt ends it. */
  @Override
  public void run() {
    try (Shadow shadow = Shadow.hold(writer, store, live.spec())) {
      rebuild(shadow);
      progress = progress.in(State.DONE);
      log.info("projection {} is rebuilt events={}", projection(), progress.events());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failed(e);
    } catch (SQLException | RuntimeException e) {
      failed(e);
    } finally {
      done.complete(progress);
    }
  }

  private void failed(Exception why) {
    if (progress.state() != State.DONE) {
      progress = progress.failed(why);
    }
    log.error(
        "projection {} was not rebuilt, its tables stay as they are events={}",
        projection(),
        progress.events(),
        why);
  }

  private void rebuild(Shadow shadow) throws SQLException, InterruptedException {
    String schema = shadow.make();
    boolean swapped = false;
    progress =
        new RebuildProgress(State.REPLAYING, 0, reader.sql().countStable(), Optional.empty());
    try (ShadowReplay replay =
        new ShadowReplay(live, shadow, schema, reader.sql(), store, size, this::read)) {
      replay.untilNearTheEnd();
      shadow.analyze();
      progress = progress.in(State.SWAPPING);
      swap(shadow, replay);
      swapped = true;
    } finally {
      if (!swapped) {
        dropped(shadow);
      }
    }
  }

  private synchronized void read(long events) {
    progress = progress.read(events);
  }

  /** What cannot be dropped now is at the next start. */
  private void dropped(Shadow shadow) {
    try {
      shadow.drop();
    } catch (SQLException e) {
      log.warn("the shadow of projection {} stays for now {}", projection(), e.toString());
    }
  }

  private void swap(Shadow shadow, ShadowReplay replay) throws SQLException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      replay.untilNearTheEnd();
      if (swappedWhilePaused(shadow, replay)) {
        return;
      }
      if (attempt == SWAP_TRIES) {
        throw new IllegalStateException(
            "the tables of " + projection() + " are being read without a pause: no swap");
      }
      // leaves readers a gap to finish in; the live projection runs on meanwhile
      Thread.sleep(Math.min(attempt * 50L, LONGEST_REST_MS));
    }
  }

  private boolean swappedWhilePaused(Shadow shadow, ShadowReplay replay)
      throws SQLException, InterruptedException {
    live.pause();
    try {
      replay.atLeastTo(live.furthest());
      shadow.swap(
          furthest -> {
            replay.atLeastTo(furthest);
            return replay.position();
          });
      return true;
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || Outage.isRollback(e)) {
        log.debug("projection {} cannot be swapped now status=locked", projection(), e);
        return false;
      }
      throw e;
    } finally {
      live.resume();
    }
  }
}
