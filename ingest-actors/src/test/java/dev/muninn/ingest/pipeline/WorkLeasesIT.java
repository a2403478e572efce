package dev.muninn.ingest.pipeline;

import static dev.muninn.ingest.pipeline.ViewFixture.ANNA;
import static dev.muninn.ingest.pipeline.ViewFixture.ORG;
import static dev.muninn.ingest.pipeline.ViewFixture.OTHER;
import static dev.muninn.ingest.pipeline.ViewFixture.acquired;
import static dev.muninn.ingest.pipeline.ViewFixture.born;
import static dev.muninn.ingest.pipeline.ViewFixture.event;
import static dev.muninn.ingest.pipeline.ViewFixture.key;
import static dev.muninn.ingest.pipeline.ViewFixture.local;
import static dev.muninn.ingest.pipeline.ViewFixture.only;
import static dev.muninn.ingest.pipeline.ViewFixture.quarantined;
import static dev.muninn.ingest.pipeline.ViewFixture.stored;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.ErrorCode;
import dev.muninn.media.Lane;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md on leases, each by itself on a real database. */
class WorkLeasesIT {
  private static final String ROWS = "SELECT count(*) FROM ops.work_lease";
  private final ViewFixture view = new ViewFixture();
  private final MediaItemKey item = key("a");

  @AfterEach
  void close() {
    view.close();
  }

  @Test
  void aLeaseIsHeldByOne() {
    view.project(born(item));
    Lease lease = only(view.leases("one").claim(local(), 5));
    assertEquals(1, lease.attempt());
    assertEquals(StageName.STORE, lease.stage());
    assertEquals(List.of(), view.leases("two").claim(local(), 5));
    assertEquals(1, view.counts(ORG).running());
  }

  @Test
  void aSettledLeaseIsNotClaimableUntilTheViewHasPassedWhatWasReported() {
    view.project(born(item));
    WorkLeases mine = view.leases("one");
    WorkLeases theirs = view.leases("two");
    mine.settle(only(mine.claim(local(), 5)), 3);
    mine.sweep();
    assertEquals(List.of(), theirs.claim(local(), 5));
    assertEquals(1, view.counts(ORG).waiting());
    view.project(List.of(event(item, 3, stored())));
    mine.sweep();
    assertEquals(StageName.DESCRIBE, only(theirs.claim(local(), 5)).stage());
  }

  @Test
  void aLeaseThatRunsOutIsLostAndSomebodyElseGoesOn() {
    view.project(born(item));
    only(view.leases("one").claim(local(), 5));
    view.letTimePass();
    assertEquals(1, only(view.leases("two").claim(local(), 5)).lost());
  }

  @Test
  void aRenewedLeaseLivesOn() {
    view.project(born(item));
    WorkLeases mine = view.leases("one");
    only(mine.claim(local(), 5));
    view.letTimePass();
    mine.renew();
    assertEquals(List.of(), view.leases("two").claim(local(), 5));
  }

  @Test
  void whatWasClaimedWithoutHearingOfItRunsOut() {
    view.project(born(item));
    // the same life, but the answer to its claim was lost: it does not know what it holds
    only(view.leases("one").claim(local(), 5));
    view.letTimePass();
    view.leases("one").renew();
    assertEquals(1, view.leases("two").claim(local(), 5).size());
  }

  @Test
  void aLateEndOfALeaseThatWentToAnotherChangesNothing() {
    view.project(born(item));
    WorkLeases mine = view.leases("one");
    WorkLeases theirs = view.leases("two");
    Lease late = only(mine.claim(local(), 5));
    view.letTimePass();
    only(theirs.claim(local(), 5));
    mine.settle(late, 3);
    mine.giveBack(late);
    mine.lose(late);
    assertEquals(1, view.counts(ORG).running());
    assertEquals(List.of(), mine.claim(local(), 5));
  }

  @Test
  void aNodeThatComesBackFreesTheLeasesOfItsEarlierLives() {
    view.project(born(item));
    view.project(born(key("b")));
    only(view.leases("node-1", "first life").claim(local(), 1));
    only(view.leases("node-2", "its only life").claim(local(), 1));
    WorkLeases again = view.leases("node-1", "second life");
    again.freeEarlierLives();
    assertEquals(1, only(again.claim(local(), 5)).lost());
  }

  @Test
  void theLeasesOfARemovedMemberAreFreed() {
    view.project(born(item));
    only(view.leases("node-2", "gone").claim(local(), 1));
    WorkLeases mine = view.leases("one");
    mine.freeGone("somebody else");
    assertEquals(List.of(), mine.claim(local(), 5));
    mine.freeGone("gone");
    assertEquals(1, only(mine.claim(local(), 5)).lost());
  }

  @Test
  void afterThreeLossesAnItemRunsAloneAndAfterTenItIsOnlyGivenUp() {
    view.project(born(item));
    for (int life = 0; life < 3; life++) {
      assertFalse(view.leases("x").suspectWaits(local()));
      assertEquals(life, only(view.leases("life-" + life).claim(local(), 5)).lost());
      view.leases("life-" + (life + 1)).freeEarlierLives();
    }
    for (int life = 3; life < 10; life++) {
      WorkLeases leases = view.leases("life-" + life);
      assertEquals(List.of(), leases.claim(local(), 5));
      assertTrue(leases.suspectWaits(local()));
      assertEquals(life, only(leases.claimSuspect(local())).lost());
      view.leases("life-" + (life + 1)).freeEarlierLives();
    }
    assertFalse(view.leases("last").suspectWaits(local()));
    assertEquals(10, only(view.leases("last").claim(local(), 5)).lost());
  }

  @Test
  void whatWentWellIsForgiven() {
    view.project(born(item));
    only(view.leases("one").claim(local(), 5));
    view.letTimePass();
    WorkLeases second = view.leases("two");
    second.settle(only(second.claim(local(), 5)), 2);
    assertEquals(0, only(view.leases("three").claim(local(), 5)).lost());
  }

  @Test
  void aDrainFreesWithoutBlame() {
    view.project(born(item));
    WorkLeases mine = view.leases("one");
    only(mine.claim(local(), 5));
    mine.freeAll();
    assertEquals(0, only(view.leases("two").claim(local(), 5)).lost());
  }

  @Test
  void whatCouldNotBeReportedRests() {
    view.project(born(item));
    WorkLeases mine = view.leases("one");
    mine.rest(only(mine.claim(local(), 5)));
    mine.sweep();
    assertEquals(List.of(), mine.claim(local(), 5));
    assertEquals(1, view.counts(ORG).waiting());
    view.letTimePass();
    assertEquals(0, only(mine.claim(local(), 5)).lost());
  }

  @Test
  void aLeaseWhoseEndWasLostWithTheDatabaseIsSweptWhenNothingIsOwed() {
    view.project(born(item));
    WorkLeases mine = view.leases("one");
    only(mine.claim(local(), 5));
    view.project(List.of(event(item, 3, quarantined(StageName.STORE, ErrorCode.BROKEN_FILE))));
    mine.sweep();
    assertEquals("1", view.text(ROWS), "it may still be ended");
    view.letTimePass();
    mine.sweep();
    assertEquals("0", view.text(ROWS));
  }

  @Test
  void interactiveWorkGoesFirst() {
    view.project(List.of(event(item, 1, acquired(Lane.BULK, Optional.empty()))));
    view.project(List.of(event(key("b"), 1, acquired(Lane.INTERACTIVE, Optional.empty()))));
    assertEquals(key("b"), only(view.leases("one").claim(local(), 1)).key());
  }

  @Test
  void whatAPersonPausedIsNotClaimed() throws SQLException {
    view.project(born(item));
    view.project(born(key(OTHER, "b")));
    try (Connection writer = view.database.databases().writer().getConnection()) {
      StagePauses.put(writer, ORG, StageName.STORE, "moving the disk", ANNA);
      StagePauses.put(writer, OTHER, StageName.PREVIEW, "too loud", ANNA);
    }
    Lease theirs = only(view.leases("one").claim(local(), 5));
    assertEquals(OTHER, theirs.key().org());
    assertEquals(Set.of(StageName.PREVIEW), theirs.closed());
    assertEquals("moving the disk", paused(StageName.STORE));
    try (Connection writer = view.database.databases().writer().getConnection()) {
      assertTrue(StagePauses.remove(writer, ORG, StageName.STORE));
      assertFalse(StagePauses.remove(writer, ORG, StageName.STORE));
    }
    assertEquals(item, only(view.leases("one").claim(local(), 5)).key());
  }

  private String paused(StageName stage) {
    return view.counts(ORG).stages().stream()
        .filter(one -> one.stage() == stage)
        .findFirst()
        .flatMap(one -> one.paused())
        .orElseThrow()
        .reason();
  }

  @Test
  void whatIsClosedOnThisNodeIsNotClaimed() {
    view.project(born(item));
    view.project(born(key("b")));
    view.project(List.of(event(key("b"), 3, stored())));
    Set<StageName> writers = EnumSet.of(StageName.STORE, StageName.PREVIEW);
    Lease readable = only(view.leases("one").claim(new Turn(Pass.LOCAL, "", writers), 5));
    assertEquals(StageName.DESCRIBE, readable.stage());
    assertEquals(writers, readable.closed());
  }
}
