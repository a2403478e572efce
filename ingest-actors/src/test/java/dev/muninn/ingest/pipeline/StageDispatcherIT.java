package dev.muninn.ingest.pipeline;

import static dev.muninn.ingest.pipeline.ViewFixture.ANNA;
import static dev.muninn.ingest.pipeline.ViewFixture.ORG;
import static dev.muninn.ingest.pipeline.ViewFixture.assertLaw;
import static dev.muninn.ingest.pipeline.ViewFixture.local;
import static dev.muninn.ingest.pipeline.ViewFixture.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.typed.ActorRef;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From owed work to recorded results, on a real database. */
class StageDispatcherIT {
  private final DispatchFixture at = new DispatchFixture();

  @AfterEach
  void close() {
    at.close();
  }

  private long waitingToEmbed() {
    return at.counts().stages().stream()
        .filter(one -> one.stage() == StageName.EMBED)
        .mapToLong(one -> one.waiting())
        .sum();
  }

  @Test
  void theCommitOfTheViewWakesIt() {
    PipelineSettings never =
        DispatchFixture.settings(
            Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofSeconds(30));
    at.life("one", never).stages();
    at.items.add("a");
    at.await(() -> waitingToEmbed() == 1);
    assertLaw(at.counts());
  }

  @Test
  void theClaimIsCommittedBeforeTheStageBeginsAndNoTransactionSpansIt() {
    MediaItemKey item = at.items.add("a");
    at.stage.hold(item);
    at.life("one").stages();
    at.await(() -> at.stage.runs(item));
    assertEquals(
        "1", at.view.text("SELECT count(*) FROM ops.work_lease WHERE incarnation = 'one'"));
    assertEquals(
        "0",
        at.view.text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'"));
    assertEquals(1, at.counts().running());
    at.stage.finish(item);
    at.await(() -> waitingToEmbed() == 1);
  }

  @Test
  void aLateResultIsAppliedOnceThoughTheLeaseWentToAnother() {
    MediaItemKey item = at.items.add("a");
    at.stage.hold(item);
    at.life("slow").stages();
    at.await(() -> at.stage.runs(item));
    // the slow one is out of touch: its lease runs out and another node does the work
    at.view.letTimePass();
    WorkLeases other = at.view.leases("node-2", "quick");
    Lease lease = only(other.claim(local(), 1));
    at.stage.finish(item);
    at.await(() -> at.items.events(item, MediaItemEvent.Previewed.class).size() == 1);
    int known = at.items.events(item).size();
    LocalRun again =
        new LocalRun(
            at.stage,
            new ItemReports(at.items),
            Reach.ALONE,
            DispatchFixture.eager(),
            java.time.Clock.systemUTC(),
            "node-2");
    long seqNr = again.work(lease).toCompletableFuture().join();
    assertEquals(known, seqNr);
    assertEquals(known, at.items.events(item).size());
    assertEquals(1, at.items.events(item, MediaItemEvent.Stored.class).size());
  }

  @Test
  void whatFailsIsTriedFiveTimesAndThenGivenUp() {
    MediaItemKey item = at.items.add("a");
    at.stage.fail(item, ErrorCode.STORAGE_FAILED);
    at.life("one").stages();
    at.await(() -> at.counts().quarantined() == 1);
    List<MediaItemEvent.StageFailed> failures =
        at.items.events(item, MediaItemEvent.StageFailed.class);
    assertEquals(5, failures.size());
    assertEquals(List.of(1, 2, 3, 4, 5), failures.stream().map(f -> f.step().attempt()).toList());
    assertTrue(failures.get(3).retryAt().isPresent());
    assertTrue(failures.get(4).retryAt().isEmpty());
    at.someLooksLater();
    assertEquals(5, at.stage.runsOf(item));
    assertLaw(at.counts());
  }

  @Test
  void anOutageCostsNoAttempt() {
    MediaItemKey item = at.items.add("a");
    at.stage.fail(item, ErrorCode.DISK_FULL);
    at.life("one").stages();
    at.await(() -> at.stage.runsOf(item) > 7);
    assertEquals(0, at.counts().quarantined());
    assertTrue(at.stage.runs.stream().allMatch(run -> run.attempt() == 1));
  }

  @Test
  void aPoisonItemNeverBlocksOthers() {
    MediaItemKey poison = at.items.add("a");
    at.stage.hold(poison);
    at.life("one").stages();
    at.await(() -> at.stage.runs(poison));
    for (String letter : List.of("b", "c", "d", "e", "f", "g", "h", "i")) {
      MediaItemKey next = at.items.add(letter);
      if (letter.compareTo("d") < 0) {
        at.stage.fail(next, ErrorCode.BROKEN_FILE);
      }
    }
    at.await(() -> waitingToEmbed() == 6);
    assertEquals(2, at.counts().quarantined());
    assertEquals(1, at.counts().running());
    assertLaw(at.counts());
  }

  @Test
  void aRejectedResultSettlesAndIsNotTriedAgainBeforeTheViewKnows() {
    MediaItemKey item = at.items.add("a");
    at.stage.hold(item);
    at.life("one").stages();
    at.await(() -> at.stage.runs(item));
    at.items.holdView();
    at.items.happen(item, new MediaItemEvent.Trashed(ANNA, java.time.Instant.now()));
    at.stage.finish(item);
    at.await(() -> at.counts().running() == 0);
    at.someLooksLater();
    assertEquals(1, at.stage.runsOf(item));
    assertEquals("3", at.view.text("SELECT seq_nr FROM ops.work_lease WHERE incarnation IS NULL"));
    at.items.showAll();
    assertEquals(1, at.counts().trashed());
    assertEquals(List.of(), at.stage.discarded);
  }

  @Test
  void whatARunMadeForAPurgedItemIsDeleted() {
    MediaItemKey item = at.items.add("a");
    at.stage.hold(item);
    at.life("one").stages();
    at.await(() -> at.stage.runs(item));
    at.items.happen(item, new MediaItemEvent.Purged(java.time.Instant.now()));
    at.stage.finish(item);
    at.await(() -> at.stage.discarded.size() == 1);
    assertEquals(3, at.stage.discarded.get(0).results().size());
  }

  @Test
  void aPassStopsBeforeAPausedStage() throws SQLException {
    try (Connection writer = at.view.database.databases().writer().getConnection()) {
      StagePauses.put(writer, ORG, StageName.DESCRIBE, "a new camera profile", ANNA);
    }
    MediaItemKey item = at.items.add("a");
    at.life("one").stages();
    at.await(() -> at.items.events(item, MediaItemEvent.Stored.class).size() == 1);
    at.someLooksLater();
    assertEquals(EnumSet.of(StageName.STORE), at.stage.lastRun(item).due());
    assertEquals(1, at.stage.runsOf(item));
    assertEquals(1, at.counts().waiting());
    try (Connection writer = at.view.database.databases().writer().getConnection()) {
      StagePauses.remove(writer, ORG, StageName.DESCRIBE);
    }
    at.await(() -> waitingToEmbed() == 1);
  }

  @Test
  void whileTheDiskIsFullWhatWritesWaitsAndGoesOnByItself() {
    at.room.set(false);
    MediaItemKey item = at.items.add("a");
    at.life("one").stages();
    at.someLooksLater();
    assertEquals(0, at.stage.runsOf(item));
    assertEquals(1, at.counts().waiting());
    assertEquals(0, at.counts().failed());
    at.room.set(true);
    at.await(() -> waitingToEmbed() == 1);
  }

  @Test
  void aDrainLeavesWorkInFlightUnreportedAndFreeForOthers() {
    MediaItemKey item = at.items.add("a");
    at.stage.hold(item);
    DispatchFixture.Life life = at.life("one");
    ActorRef<StageDispatcher.Command> stages = life.stages();
    at.await(() -> at.stage.runs(item));
    at.drain(stages);
    life.leases.freeAll();
    at.stage.fail(item, ErrorCode.DECODER_CRASHED);
    at.stage.finish(item);
    at.someLooksLater();
    assertEquals(2, at.items.events(item).size());
    assertEquals(0, only(at.view.leases("next").claim(local(), 1)).lost());
  }

  @Test
  void whatCannotBeReportedRestsAndIsDoneLater() {
    MediaItemKey item = at.items.add("a");
    at.items.fallSilent();
    at.life("one").stages();
    at.await(
        () ->
            "1"
                .equals(
                    at.view.text(
                        "SELECT count(*) FROM ops.work_lease"
                            + " WHERE incarnation IS NULL AND expires_at > now()")));
    assertEquals(0, at.stage.runsOf(item));
    at.items.speakAgain();
    at.view.letTimePass();
    at.await(() -> waitingToEmbed() == 1);
    assertFalse(at.items.events(item).isEmpty());
  }
}
