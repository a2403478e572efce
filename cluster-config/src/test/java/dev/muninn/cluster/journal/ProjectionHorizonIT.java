package dev.muninn.cluster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a query by tag over the ordering number loses or waits for, seen through a projection. */
class ProjectionHorizonIT {
  private TallyFixture tally;

  @BeforeEach
  void open() throws SQLException {
    tally = TallyFixture.open();
    tally.start(1);
  }

  @AfterEach
  void close() {
    tally.close();
  }

  private long lagWithinASecond() throws Exception {
    return tally
        .journal
        .projections
        .awaitFresh(TallyFixture.NAME, Duration.ofSeconds(1))
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  private String words(String pid) throws SQLException {
    return String.join(
        "", tally.journal.query("SELECT words FROM view.tally WHERE pid = '" + pid + "'"));
  }

  @Test
  void aNumberThatWasTakenAndNeverCommittedDelaysNobody() throws Exception {
    tally.journal.writeNow("A|1", 1, "warm");
    tally.awaitFresh();
    for (int i = 2; i <= 6; i++) {
      Connection burnt = tally.journal.begin();
      tally.journal.write(burnt, "A|burnt", 1, new Noted("never"));
      tally.journal.rollback(burnt);
      tally.journal.writeNow("A|1", i, "" + i);
      assertEquals(0, lagWithinASecond());
    }
    assertEquals("warm 2 3 4 5 6", words("A|1"));
    assertEquals("", words("A|burnt"));
  }

  @Test
  void whatTookItsNumberFirstAndCommitsLastIsProjectedInOrder() throws Exception {
    Connection slow = tally.journal.begin();
    tally.journal.write(slow, "A|slow", 1, new Noted("first"));
    tally.journal.write(slow, "A|slow", 2, new Noted("second"));
    for (int i = 1; i <= 5; i++) {
      tally.journal.writeNow("A|quick", i, "" + i);
    }
    assertTrue(lagWithinASecond() > 0);
    assertEquals("", words("A|quick"), "it must not be passed over");
    tally.journal.commit(slow);
    assertEquals(0, tally.awaitFresh());
    assertEquals("first second", words("A|slow"));
    assertEquals("1 2 3 4 5", words("A|quick"));
  }

  @Test
  void soItIsWhenTheCommitComesFiveSecondsLater() throws Exception {
    List<String> order = new ArrayList<>();
    try (JournalReader reader =
        new JournalReader(tally.journal.kit.system(), tally.journal.database.databases())) {
      Connection slow = tally.journal.begin();
      tally.journal.write(slow, "A|slow", 1, new Noted("late"));
      CompletableFuture<Void> held = CompletableFuture.runAsync(() -> holdFiveSeconds(slow));
      int written = 0;
      while (!held.isDone()) {
        tally.journal.writeNow("A|quick", ++written, "" + written);
        TimeUnit.MILLISECONDS.sleep(100);
      }
      held.get(1, TimeUnit.SECONDS);
      tally.journal.commit(slow);
      assertEquals(0, tally.awaitFresh());
      assertEquals("late", words("A|slow"));
      assertTrue(words("A|quick").endsWith(" " + written), words("A|quick"));
      assertEquals(
          List.of("" + (written + 1)), tally.journal.query("SELECT n FROM pipeline.tally_total"));
      JournalBatch all =
          reader.next(JournalOffset.START, 500).toCompletableFuture().get(10, TimeUnit.SECONDS);
      all.events().forEach(event -> order.add(event.persistenceId() + event.sequenceNr()));
    }
    assertEquals("A|slow1", order.get(0), order::toString);
  }

  /** Busy and not idle, or the server would end it. */
  private static void holdFiveSeconds(Connection slow) {
    try {
      slow.createStatement().execute("SELECT pg_sleep(5)");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoHoldsThemAllBackIsNamed() throws Exception {
    Connection slow = tally.journal.begin();
    tally.journal.write(slow, "A|slow", 1, new Noted("slow"));
    tally.journal.writeNow("A|quick", 1, "quick");
    HorizonHolder holder = tally.journal.reader.oldestTransaction().orElseThrow();
    assertEquals("muninn-writer", holder.application());
    assertTrue(holder.age().toMillis() >= 0);
    tally.journal.commit(slow);
    assertEquals(0, tally.awaitFresh());
  }
}
