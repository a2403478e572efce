package dev.muninn.ingest.pipeline;

import static dev.muninn.ingest.pipeline.ViewFixture.assertLaw;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A file that kills its worker: it neither loops for ever nor takes innocents along. */
class SuspectsIT {
  private final DispatchFixture at = new DispatchFixture();

  @AfterEach
  void close() {
    at.close();
  }

  private void lost(MediaItemKey key, int times) {
    at.view.execute(
        "INSERT INTO ops.work_lease (org, media_id, pass, space, node, claimed_at, expires_at, lost)"
            + " VALUES ('home', '"
            + key.mediaId()
            + "', 'local', '', 'node-1', now(), now(), "
            + times
            + ")");
  }

  private long done() {
    return at.counts().stages().stream()
        .filter(one -> one.stage() == StageName.EMBED)
        .mapToLong(one -> one.waiting())
        .sum();
  }

  @Test
  void afterThreeLossesItRunsAlone() {
    MediaItemKey suspect = at.items.add("a");
    lost(suspect, 3);
    at.stage.hold(suspect);
    at.life("one").stages();
    at.await(() -> at.stage.runs(suspect));
    MediaItemKey innocent = at.items.add("b");
    at.someLooksLater();
    assertEquals(0, at.stage.runsOf(innocent));
    at.stage.finish(suspect);
    at.await(() -> done() == 2);
  }

  @Test
  void itWaitsForAnIdleMoment() {
    MediaItemKey busy = at.items.add("a");
    at.stage.hold(busy);
    at.life("one").stages();
    at.await(() -> at.stage.runs(busy));
    at.items.holdView();
    MediaItemKey suspect = at.items.add("b");
    lost(suspect, 5);
    at.items.showAll();
    at.someLooksLater();
    assertEquals(0, at.stage.runsOf(suspect));
    MediaItemKey innocent = at.items.add("c");
    at.await(() -> at.stage.runsOf(innocent) == 1);
    at.stage.finish(busy);
    at.await(() -> done() == 3);
  }

  @Test
  void underSteadyLoadItHasItsTurnInBoundedTime() {
    PipelineSettings impatient =
        DispatchFixture.settings(Duration.ofMillis(50), Duration.ofMinutes(1), Duration.ZERO);
    List<MediaItemKey> load = new ArrayList<>();
    for (String letter : List.of("b", "c", "d", "e", "f", "g")) {
      load.add(at.items.add(letter));
    }
    load.forEach(at.stage::hold);
    at.life("one", impatient).stages();
    at.await(() -> at.stage.running() == 3);
    MediaItemKey suspect = at.items.add("a");
    lost(suspect, 3);
    at.stage.hold(suspect);
    at.someLooksLater();
    // whoever ends is not followed by the next in the queue, which is never empty
    load.subList(0, 3).forEach(at.stage::finish);
    at.await(() -> at.stage.runs(suspect));
    assertEquals(1, at.stage.running());
    at.stage.finish(suspect);
    at.await(() -> at.stage.running() == 3);
    load.subList(3, 6).forEach(at.stage::finish);
    at.await(() -> done() == 7);
  }

  @Test
  void afterTenLossesItIsQuarantinedWithoutBeingTouched() {
    MediaItemKey killer = at.items.add("a");
    lost(killer, 10);
    MediaItemKey innocent = at.items.add("b");
    at.life("one").stages();
    at.await(() -> at.counts().quarantined() == 1 && done() == 1);
    assertEquals(0, at.stage.runsOf(killer));
    assertEquals(1, at.stage.runsOf(innocent));
    MediaItemEvent.Quarantined verdict =
        at.items.events(killer, MediaItemEvent.Quarantined.class).get(0);
    assertEquals(ErrorCode.WORKER_LOST, verdict.code());
    assertTrue(verdict.detail().contains("10 workers"), verdict.detail());
    assertLaw(at.counts());
  }

  @Test
  void aWorkerThatDiesWithItThriceLeavesOthersUnharmed() {
    MediaItemKey killer = at.items.add("a");
    at.stage.hold(killer);
    for (int life = 0; life < 3; life++) {
      int runs = life + 1;
      DispatchFixture.Life node = at.life("life-" + life);
      node.leases.freeEarlierLives();
      var stages = node.stages();
      at.await(() -> at.stage.runsOf(killer) == runs);
      // as kill -9 does it: the actor is gone, its lease stays
      at.kit().stop(stages);
    }
    MediaItemKey innocent = at.items.add("b");
    DispatchFixture.Life last = at.life("last");
    last.leases.freeEarlierLives();
    assertTrue(last.leases.suspectWaits(ViewFixture.local()));
    assertFalse(at.stage.runsOf(innocent) > 0);
    last.stages();
    at.await(() -> at.stage.runsOf(killer) == 4);
    assertEquals(0, at.stage.runsOf(innocent));
  }
}
