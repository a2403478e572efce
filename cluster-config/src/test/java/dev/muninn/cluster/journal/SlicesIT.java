package dev.muninn.cluster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlicesIT {
  private TallyFixture tally;

  @BeforeEach
  void open() throws SQLException {
    tally = TallyFixture.open();
  }

  @AfterEach
  void close() {
    tally.close();
  }

  private void restart(int slices) {
    tally.journal.projections.stop(TallyFixture.NAME);
    tally.start(slices);
  }

  private List<String> progress() throws SQLException {
    return tally.journal.query(
        "SELECT slice || '/' || slices FROM projection.progress WHERE name = 'tally' ORDER BY 1");
  }

  @Test
  void anEntityBelongsToOneSliceThatNeverChanges() {
    for (int of : List.of(1, 2, 3, 7)) {
      for (String pid : List.of("MediaItem|home.a", "Source|x", "")) {
        assertEquals(1, ProjectionSpec.slices("p", of).stream().filter(s -> s.has(pid)).count());
      }
    }
    // written down once: another answer on another day would apply events twice
    assertTrue(new Slice("p", 2, 3).has("MediaItem|home.a"));
    assertTrue(new Slice("p", 4, 5).has("MediaItem|home.b"));
  }

  @Test
  void anyNumberOfSlicesAppliesEachEventOnceAlsoWhenItChanges() throws Exception {
    tally.start(3);
    tally.write(12, 2);
    assertEquals(0, tally.awaitFresh());
    assertEquals(List.of("0/3", "1/3", "2/3"), progress());
    restart(2);
    tally.journal.writeNow("A|1", 3, "two");
    assertEquals(0, tally.awaitFresh());
    assertEquals(List.of("0/2", "1/2"), progress());
    restart(1);
    tally.journal.writeNow("A|1", 4, "one");
    assertEquals(0, tally.awaitFresh());
    assertEquals(List.of("0/1"), progress());
    assertEquals(
        List.of("A|1 4 w1 w2 two one"),
        tally.rows().stream().filter(row -> row.startsWith("A|1 ")).toList());
    assertEquals(List.of("26"), tally.journal.query("SELECT n FROM pipeline.tally_total"));
  }

  @Test
  void whenTheNumberChangesSlicesThatWereBehindAreBroughtUpFirst() throws Exception {
    tally.start(2);
    tally.write(8, 1);
    tally.awaitFresh();
    tally.journal.projections.stop(TallyFixture.NAME);
    tally.journal.execute("UPDATE projection.progress SET journal_offset = '0:0' WHERE slice = 1");
    tally.journal.execute(
        "DELETE FROM view.tally WHERE pid IN (" + String.join(",", ofSlice(1)) + ")");
    tally.journal.execute("UPDATE pipeline.tally_total SET n = n - " + ofSlice(1).size());
    tally.start(5);
    tally.awaitFresh();
    assertEquals(List.of("8"), tally.journal.query("SELECT n FROM pipeline.tally_total"));
    assertEquals(List.of("8"), tally.journal.query("SELECT sum(n) FROM view.tally"));
    assertEquals(5, progress().size());
  }

  private static List<String> ofSlice(int index) {
    return IntStream.range(0, 8)
        .mapToObj(i -> "A|" + i)
        .filter(new Slice("tally", index, 2)::has)
        .map(pid -> "'" + pid + "'")
        .toList();
  }

  @Test
  void freshMeansThatEverySliceIs() throws Exception {
    String slow = ofSlice(1).get(0).replace("'", "");
    String quick = ofSlice(0).get(0).replace("'", "");
    CountDownLatch go = new CountDownLatch(1);
    tally.start(2);
    tally.journal.writeNow(quick, 1, "up");
    tally.awaitFresh();
    tally.hook =
        schema -> {
          if (Thread.currentThread().getName().endsWith("-1")) {
            await(go);
          }
        };
    tally.journal.writeNow(slow, 1, "slow");
    tally.journal.writeNow(quick, 2, "quick");
    CompletableFuture<Long> fresh =
        tally
            .journal
            .projections
            .awaitFresh(TallyFixture.NAME, Duration.ofSeconds(15))
            .toCompletableFuture();
    JournalFixture.eventually(() -> seen(quick + " 2 up quick"));
    assertEquals(false, fresh.isDone());
    assertEquals(2, tally.journal.projections.lagEvents(TallyFixture.NAME));
    go.countDown();
    assertEquals(0, fresh.get(20, TimeUnit.SECONDS));
  }

  private boolean seen(String row) {
    try {
      return tally.rows().contains(row);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
