package dev.muninn.cluster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrokenHandlerIT {
  private TallyFixture tally;

  @BeforeEach
  void open() throws SQLException {
    tally = TallyFixture.open();
  }

  @AfterEach
  void close() {
    tally.close();
  }

  private ProjectionState state() {
    return tally.journal.projections.states().get(0);
  }

  @Test
  void parksTwentyThenStandsStillSaysSoAndGoesOnByItselfWhenItIsRepaired() throws Exception {
    tally.journal.ownerExecutes("ALTER TABLE view.tally RENAME TO tally_away");
    Connection c = tally.journal.begin();
    for (int i = 0; i < 30; i++) {
      tally.journal.write(c, "A|" + i, 1, new Noted("one"));
    }
    tally.journal.commit(c);
    tally.start(1);
    JournalFixture.eventually(() -> state().trouble().isPresent());
    assertTrue(state().trouble().orElseThrow().contains("tally"), state()::toString);
    assertEquals(20, tally.journal.projections.parked().size());
    assertTrue(state().lagEvents() > 0);

    tally.journal.ownerExecutes("ALTER TABLE view.tally_away RENAME TO tally");
    assertEquals(0, tally.awaitFresh());
    JournalFixture.eventually(() -> tally.journal.projections.parked().isEmpty());
    assertEquals(List.of("30"), tally.journal.query("SELECT sum(n) FROM view.tally"));
    JournalFixture.eventually(() -> state().trouble().isEmpty());
  }

  @Test
  void aStartTriesOnceToReleaseWhoIsParked() throws Exception {
    tally.journal.writeNow("A|bad", 1, "poison");
    tally.journal.writeNow("A|good", 1, "fine");
    tally.start(1);
    tally.awaitFresh();
    tally.journal.projections.stop(TallyFixture.NAME);
    tally.start(1);
    tally.awaitFresh();
    assertEquals(1, tally.journal.projections.parked().size());
    assertEquals(0, tally.journal.projections.releaseAll());
    tally.journal.projections.stop(TallyFixture.NAME);
    tally.broken = false;
    tally.start(3);
    JournalFixture.eventually(() -> tally.journal.projections.parked().isEmpty());
    assertEquals(List.of("A|bad 1 poison", "A|good 1 fine", "all 2"), tally.rows());
  }

  @Test
  void allAreReleasedAtOnceWhenAsked() throws Exception {
    tally.start(2);
    tally.journal.writeNow("A|1", 1, "poison");
    tally.journal.writeNow("A|2", 1, "poison");
    tally.awaitFresh();
    assertEquals(2, tally.journal.projections.parked().size());
    tally.broken = false;
    assertEquals(2, tally.journal.projections.releaseAll());
    assertEquals(List.of("A|1 1 poison", "A|2 1 poison", "all 2"), tally.rows());
  }
}
