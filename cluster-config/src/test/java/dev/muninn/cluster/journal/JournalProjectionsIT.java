package dev.muninn.cluster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalProjectionsIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final ProjectionSpec SEEN =
      ProjectionSpec.of("seen", Set.of("A"), List.of("view.seen"));
  private final AtomicBoolean broken = new AtomicBoolean(true);
  private JournalFixture journal;

  @BeforeEach
  void open() throws SQLException {
    journal = new JournalFixture();
    journal.ownerExecutes(
        "CREATE TABLE view.seen (n bigserial, pid text, seq bigint, words text);"
            + "GRANT ALL ON view.seen TO muninn_writer;"
            + "GRANT ALL ON SEQUENCE view.seen_n_seq TO muninn_writer");
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private void note(Connection tx, List<JournalEvent> events) throws SQLException {
    for (JournalEvent event : events) {
      String words = JournalFixture.words(event);
      try (PreparedStatement s =
          tx.prepareStatement("INSERT INTO seen (pid, seq, words) VALUES (?, ?, ?)")) {
        s.setString(1, event.persistenceId());
        s.setLong(2, event.sequenceNr());
        s.setString(3, words);
        s.executeUpdate();
      }
      if (words.equals("poison") && broken.get()) {
        throw new IllegalStateException("this event is not to my taste");
      }
    }
  }

  private void start() {
    journal.projections.start(SEEN, () -> this::note);
  }

  private long awaitFresh() throws Exception {
    return journal.projections.awaitFresh("seen", SOON).toCompletableFuture().get();
  }

  private List<String> seen() throws SQLException {
    return journal.query("SELECT pid || ':' || seq FROM view.seen ORDER BY n");
  }

  @Test
  void appliesEachEventOnceAlsoAfterARestart() throws Exception {
    start();
    journal.writeNow("A|1", 1, "one");
    assertEquals(0, awaitFresh());
    journal.projections.stop("seen");
    journal.writeNow("A|1", 2, "two");
    journal.writeNow("B|1", 1, "another type");
    start();
    assertEquals(0, awaitFresh());
    assertEquals(List.of("A|1:1", "A|1:2"), seen());
    assertEquals(0, journal.projections.lagEvents("seen"));
  }

  @Test
  void anotherProcessOnTheSameProjectionAppliesNothingTwice() throws Exception {
    try (JournalReader reader =
            new JournalReader(journal.kit.system(), journal.database.databases());
        JournalProjections other =
            new JournalProjections(journal.kit.system(), journal.database.databases(), reader)) {
      start();
      other.start(SEEN, () -> this::note);
      for (int i = 1; i <= 60; i++) {
        journal.writeNow("A|1", i, "" + i);
      }
      awaitFresh();
      other.awaitFresh("seen", SOON).toCompletableFuture().get();
      assertEquals(
          List.of("60", "60"),
          List.of(
              journal.query("SELECT count(*) FROM view.seen").get(0),
              journal.query("SELECT count(DISTINCT seq) FROM view.seen").get(0)));
    }
  }

  @Test
  void aFailingEntityIsParkedWhileAllOthersGoOnAndItsReleaseReplaysIt() throws Exception {
    Connection c = journal.begin();
    journal.write(c, "A|1", 1, new Noted("one"));
    journal.write(c, "A|bad", 1, new Noted("good at first"));
    journal.write(c, "A|bad", 2, new Noted("poison"));
    journal.write(c, "A|2", 1, new Noted("two"));
    journal.write(c, "A|bad", 3, new Noted("after"));
    journal.commit(c);
    start();
    awaitFresh();
    journal.writeNow("A|bad", 4, "later");
    journal.writeNow("A|1", 2, "three");
    assertEquals(0, awaitFresh());
    assertEquals(List.of("A|1:1", "A|bad:1", "A|2:1", "A|1:2"), seen());
    ParkedEntity parked = journal.projections.parked().get(0);
    assertEquals("A|bad", parked.persistenceId());
    assertEquals(2, parked.fromSequenceNr());
    assertTrue(parked.error().contains("taste"), parked.error());

    assertThrows(IllegalStateException.class, () -> journal.projections.release("seen", "A|bad"));
    assertEquals(1, journal.projections.parked().size());
    broken.set(false);
    assertEquals(Optional.of(3), journal.projections.release("seen", "A|bad"));
    assertEquals(List.of(), journal.projections.parked());
    journal.writeNow("A|bad", 5, "free");
    awaitFresh();
    assertEquals(
        List.of("A|bad:1", "A|bad:2", "A|bad:3", "A|bad:4", "A|bad:5"),
        seen().stream().filter(s -> s.startsWith("A|bad")).toList());
    assertEquals(Optional.empty(), journal.projections.release("seen", "A|bad"));
  }

  @Test
  void tellsOfWhatWasAppliedOnceItIsCommittedAndOfNothingElse() throws Exception {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    journal.projections.start(
        SEEN,
        () ->
            new JournalHandler() {
              @Override
              public void apply(Connection tx, List<JournalEvent> events) throws SQLException {
                note(tx, events);
              }

              @Override
              public void committed(List<JournalEvent> events) {
                events.forEach(event -> told.add(event.persistenceId() + visible(event)));
              }
            });
    Connection c = journal.begin();
    journal.write(c, "A|1", 1, new Noted("one"));
    journal.write(c, "A|bad", 1, new Noted("poison"));
    journal.write(c, "A|2", 1, new Noted("two"));
    journal.commit(c);
    awaitFresh();
    journal.writeNow("A|bad", 2, "later");
    awaitFresh();
    JournalFixture.eventually(() -> told.size() == 2);
    assertEquals(List.of("A|1:seen", "A|2:seen"), List.copyOf(told));
    broken.set(false);
    journal.projections.release("seen", "A|bad");
    assertEquals(List.of("A|bad:seen", "A|bad:seen"), told.subList(2, 4));
  }

  private String visible(JournalEvent event) {
    try {
      return seen().contains(event.persistenceId() + ":" + event.sequenceNr()) ? ":seen" : ":not";
    } catch (SQLException e) {
      return e.toString();
    }
  }

  @Test
  void anOutageOfTheDatabaseParksNobody() throws Exception {
    start();
    journal.writeNow("A|1", 1, "one");
    awaitFresh();
    journal.killSessions();
    JournalFixture.eventually(() -> written("A|1", 2, "two"));
    awaitFresh();
    assertEquals(List.of("A|1:1", "A|1:2"), seen());
    assertEquals(List.of(), journal.projections.parked());
  }

  /** The pool may hand out a few dead connections first. */
  private boolean written(String persistenceId, long sequenceNr, String words) {
    try {
      journal.writeNow(persistenceId, sequenceNr, words);
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  @Test
  void saysHowFarBehindItIsWhenItCannotBeFreshInTime() throws Exception {
    start();
    Connection slow = journal.begin();
    journal.write(slow, "A|slow", 1, new Noted("slow"));
    journal.writeNow("A|1", 1, "one");
    long lag =
        journal.projections.awaitFresh("seen", Duration.ofMillis(50)).toCompletableFuture().get();
    assertTrue(lag >= 1, "lag " + lag);
    assertEquals(1, journal.projections.lagEvents("seen"));
    journal.commit(slow);
    assertEquals(0, awaitFresh());
  }

  @Test
  void appliesWithinSixtyMillisecondsOfACommitMostly() throws Exception {
    start();
    journal.writeNow("A|warm", 1, "up");
    awaitFresh();
    long[] millis = new long[41];
    for (int i = 0; i < millis.length; i++) {
      journal.writeNow("A|1", i + 1, "" + i);
      long committed = System.nanoTime();
      awaitFresh();
      millis[i] = (System.nanoTime() - committed) / 1_000_000;
    }
    Arrays.sort(millis);
    assertTrue(millis[millis.length / 2] <= 60, "p50 " + millis[millis.length / 2] + " ms");
  }
}
