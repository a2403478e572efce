package dev.muninn.cluster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.cluster.journal.RebuildProgress.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShadowRebuildIT {
  private static final String SHADOW = "shadow_tally";

  /** Between two events of a writer, so that a shadow in small groups can overtake it. */
  private static final long PACE_NS = 10_000_000;

  private TallyFixture tally;

  @BeforeEach
  void open() throws SQLException {
    tally = TallyFixture.open();
  }

  @AfterEach
  void close() {
    tally.close();
  }

  private void spoil() throws SQLException {
    tally.journal.execute("UPDATE view.tally SET n = 0, words = 'spoilt' WHERE pid < 'A|3'");
    tally.journal.execute("DELETE FROM view.tally WHERE pid > 'A|5'");
    tally.journal.execute("DELETE FROM pipeline.tally_total");
  }

  private List<String> shadows() throws SQLException {
    return tally.journal.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'shadow%'");
  }

  @Test
  void makesTheSameRowsInGroupsAndSlicesOfAnySize() throws Exception {
    tally.write(17, 9);
    tally.start(1);
    tally.awaitFresh();
    List<String> rows = tally.rows();
    for (RebuildSize size : List.of(new RebuildSize(7, 3), new RebuildSize(1, 1))) {
      spoil();
      RebuildProgress done = tally.rebuild(size.group(), size.slices());
      assertEquals(new RebuildProgress(State.DONE, 153, 153, done.trouble()), done);
      assertEquals(rows, tally.rows());
      assertEquals(List.of(), shadows());
    }
    tally.journal.writeNow("A|0", 10, "after");
    tally.awaitFresh();
    assertEquals(List.of("A|0 10 w1 w2 w3 w4 w5 w6 w7 w8 w9 after"), rowOf("A|0"));
    assertEquals(
        List.of("1"),
        tally.journal.query("SELECT count(*) FROM projection.progress WHERE name LIKE '%tally%'"));
  }

  private List<String> rowOf(String pid) throws SQLException {
    return tally.rows().stream().filter(row -> row.startsWith(pid + " ")).toList();
  }

  @Test
  void theTablesAreTheSameToTheCatalogueAfterwards() throws Exception {
    tally.write(2, 2);
    tally.start(1);
    List<String> before = Catalogue.of(tally.journal.database.access(), "tally", "tally_total");
    assertTrue(before.size() > 14, before::toString);
    List<String> oids = tally.journal.query("SELECT 'view.tally'::regclass::oid");
    tally.rebuild(500, 2);
    assertEquals(before, Catalogue.of(tally.journal.database.access(), "tally", "tally_total"));
    assertFalse(oids.equals(tally.journal.query("SELECT 'view.tally'::regclass::oid")));
  }

  @Test
  void aStatementPreparedOnTheServerSeesTheNewTable() throws Exception {
    tally.write(8, 3);
    tally.start(1);
    tally.awaitFresh();
    spoil();
    try (Connection reader = tally.journal.database.databases().writer().getConnection();
        PreparedStatement sum =
            reader.prepareStatement("SELECT coalesce(sum(n), 0) FROM view.tally WHERE n > ?")) {
      for (int i = 0; i < 10; i++) {
        assertTrue(sum(sum) < 24);
      }
      tally.rebuild(5, 2);
      assertEquals(24, sum(sum));
    }
  }

  private static long sum(PreparedStatement statement) throws SQLException {
    statement.setLong(1, 0);
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void readersAnswerAndEventsGoOnWhileItRuns() throws Exception {
    tally.write(10, 5);
    tally.start(1);
    tally.awaitFresh();
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger reads = new AtomicInteger();
    CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> readUntil(over, reads));
    CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> writeUntil(over));
    for (int i = 0; i < 3; i++) {
      assertEquals(State.DONE, tally.rebuild(20, 2).state());
    }
    over.set(true);
    reading.get(20, TimeUnit.SECONDS);
    writing.get(20, TimeUnit.SECONDS);
    tally.awaitFresh();
    assertTrue(reads.get() > 0);
    List<String> events = tally.journal.query("SELECT count(*) FROM journal.event_journal");
    assertEquals(events, tally.journal.query("SELECT n FROM pipeline.tally_total"));
    assertEquals(events, tally.journal.query("SELECT sum(n) FROM view.tally"));
  }

  @Test
  void swapsWhileAnotherNodeMovesTheSameView() throws Exception {
    tally.write(10, 5);
    tally.start(1);
    tally.startOnAnotherNode(1);
    tally.awaitFresh();
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> writeUntil(over));
    for (int i = 0; i < 3; i++) {
      assertEquals(State.DONE, tally.rebuild(20, 2).state());
    }
    over.set(true);
    writing.get(20, TimeUnit.SECONDS);
    tally.awaitFresh();
    List<String> events = tally.journal.query("SELECT count(*) FROM journal.event_journal");
    assertEquals(events, tally.journal.query("SELECT n FROM pipeline.tally_total"));
    assertEquals(events, tally.journal.query("SELECT sum(n) FROM view.tally"));
  }

  private void readUntil(AtomicBoolean over, AtomicInteger reads) {
    try {
      while (!over.get()) {
        assertEquals(List.of("10"), tally.journal.query("SELECT count(*) FROM view.tally"));
        reads.incrementAndGet();
      }
    } catch (SQLException e) {
      throw new AssertionError("a reader was disturbed", e);
    }
  }

  private void writeUntil(AtomicBoolean over) {
    try {
      for (int seq = 6; !over.get(); seq++) {
        tally.journal.writeNow("A|" + seq % 10, seq, "live");
        LockSupport.parkNanos(PACE_NS);
      }
    } catch (SQLException e) {
      throw new AssertionError("a writer was disturbed", e);
    }
  }

  @Test
  void whenItFailsTheLiveTablesStayAndNothingIsLeft() throws Exception {
    tally.write(30, 1);
    tally.start(1);
    tally.awaitFresh();
    List<String> rows = tally.rows();
    tally.hook =
        schema -> {
          if (schema.equals(SHADOW)) {
            throw new IllegalStateException("nothing goes here");
          }
        };
    RebuildProgress failed = tally.rebuild(100, 1);
    assertEquals(State.FAILED, failed.state());
    assertTrue(failed.trouble().orElseThrow().contains("nothing goes here"), failed::toString);
    assertEquals(rows, tally.rows());
    assertEquals(List.of(), shadows());
    assertEquals(List.of(), tally.journal.projections.parked());
    tally.hook = schema -> {};
    assertEquals(State.DONE, tally.rebuild(100, 1).state());
  }

  @Test
  void whenItsSessionsDieTheLiveTablesStay() throws Exception {
    tally.write(10, 3);
    tally.start(1);
    tally.awaitFresh();
    List<String> rows = tally.rows();
    AtomicBoolean once = new AtomicBoolean();
    tally.hook =
        schema -> {
          if (schema.equals(SHADOW) && once.compareAndSet(false, true)) {
            tally.journal.killSessions();
          }
        };
    assertEquals(State.FAILED, tally.rebuild(4, 1).state());
    JournalFixture.eventually(() -> shows(rows));
    JournalFixture.eventually(this::rebuilt);
    assertEquals(rows, tally.rows());
    assertEquals(List.of(), shadows());
  }

  /** The pool may hand out a few dead connections first. */
  private boolean shows(List<String> rows) {
    try {
      return rows.equals(tally.rows());
    } catch (SQLException e) {
      return false;
    }
  }

  private boolean rebuilt() {
    try {
      return tally.rebuild(4, 1).state() == State.DONE;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aShadowThatWasLeftOverIsDroppedAtTheNextStartOnly() throws Exception {
    tally.start(1);
    tally.awaitFresh();
    tally.journal.projections.stop(TallyFixture.NAME);
    tally.journal.query("SELECT projection.make_shadow('tally')");
    assertEquals(List.of(SHADOW), shadows());
    tally.start(1);
    assertEquals(List.of(), shadows());
  }

  @Test
  void whoIsParkedInTheShadowIsParkedAfterAndAFixFreesHim() throws Exception {
    tally.write(3, 2);
    tally.journal.writeNow("A|1", 3, "poison");
    tally.start(1);
    tally.awaitFresh();
    assertEquals(1, tally.journal.projections.parked().size());
    tally.rebuild(2, 2);
    ParkedEntity parked = tally.journal.projections.parked().get(0);
    assertEquals(List.of("A|1", 3L), List.of(parked.persistenceId(), parked.fromSequenceNr()));
    assertEquals(List.of("A|1 2 w1 w2"), rowOf("A|1"));
    tally.broken = false;
    tally.rebuild(2, 2);
    assertEquals(List.of(), tally.journal.projections.parked());
    assertEquals(List.of("A|1 3 w1 w2 poison"), rowOf("A|1"));
  }

  @Test
  void aReaderThatHoldsTheTableDelaysTheSwapAndNothingElse() throws Exception {
    tally.write(3, 2);
    tally.start(1);
    tally.awaitFresh();
    ProjectionRebuild rebuild;
    try (Connection reader = tally.journal.begin()) {
      reader.prepareStatement("SELECT * FROM view.tally").executeQuery().close();
      rebuild = tally.journal.projections.rebuild(TallyFixture.NAME, RebuildSize.USUAL);
      JournalFixture.eventually(() -> rebuild.progress().state() == State.SWAPPING);
      tally.journal.writeNow("A|0", 3, "meanwhile");
      assertEquals(0, tally.awaitFresh());
      assertEquals(State.SWAPPING, rebuild.progress().state());
      tally.journal.rollback(reader);
    }
    assertEquals(
        State.DONE, rebuild.done().toCompletableFuture().get(20, TimeUnit.SECONDS).state());
    assertEquals(List.of("A|0 3 w1 w2 meanwhile"), rowOf("A|0"));
  }

  @Test
  void oneRunsAtATimeAndSaysHowFarItIs() throws Exception {
    tally.write(6, 2);
    tally.start(1);
    tally.awaitFresh();
    CountDownLatch reached = new CountDownLatch(5);
    CountDownLatch go = new CountDownLatch(1);
    tally.hook =
        schema -> {
          if (schema.equals(SHADOW)) {
            reached.countDown();
            if (reached.getCount() == 0) {
              await(go);
            }
          }
        };
    ProjectionRebuild first =
        tally.journal.projections.rebuild(TallyFixture.NAME, new RebuildSize(1, 1));
    await(reached);
    assertEquals(4, first.progress().events());
    assertEquals(12, first.progress().ofEvents());
    assertEquals(first, tally.journal.projections.rebuild(TallyFixture.NAME, RebuildSize.USUAL));
    go.countDown();
    assertEquals(12, first.done().toCompletableFuture().get(20, TimeUnit.SECONDS).events());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theWritersRoleCanMakeShadowsOfRegisteredTablesAndNothingElse() {
    for (String sql :
        List.of(
            "SELECT projection.make_shadow('accounts')",
            "SELECT projection.clone_table('ops.schema_history', 'view')",
            "SELECT projection.swap_shadow('tally', '0:0')",
            "INSERT INTO projection.owned_table VALUES ('tally', 'journal', 'event_journal')",
            "CREATE SCHEMA shadow_tally",
            "DROP TABLE view.tally")) {
      assertThrows(SQLException.class, () -> tally.journal.execute(sql), sql);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> tally.journal.projections.rebuild("nobody", RebuildSize.USUAL));
  }
}
