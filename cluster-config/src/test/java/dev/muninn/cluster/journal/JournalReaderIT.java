package dev.muninn.cluster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.cluster.journal.JournalEvent.Undecodable;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalReaderIT {
  private JournalFixture journal;

  @BeforeEach
  void open() {
    journal = new JournalFixture();
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private List<JournalEvent> follow(Set<String> types, JournalOffset after) {
    List<JournalEvent> seen = new CopyOnWriteArrayList<>();
    journal.reader.events(types, after).runForeach(seen::add, journal.kit.system());
    return seen;
  }

  private static List<String> words(List<JournalEvent> events) {
    return events.stream().map(JournalFixture::words).toList();
  }

  @Test
  void aBurntSequenceNumberStallsNobody() throws SQLException {
    List<JournalEvent> seen = follow(Set.of("A"), JournalOffset.START);
    journal.writeNow("A|1", 1, "one");
    Connection burnt = journal.begin();
    journal.write(burnt, "A|2", 1, new Noted("never"));
    journal.rollback(burnt);
    journal.writeNow("A|3", 1, "two");
    JournalFixture.eventually(() -> seen.size() == 2);
    assertEquals(List.of("one", "two"), words(seen));
  }

  @Test
  void aTransactionThatCommitsLaterThanYoungerOnesIsReadInOrder() throws SQLException {
    List<JournalEvent> seen = follow(Set.of("A"), JournalOffset.START);
    Connection slow = journal.begin();
    journal.write(slow, "A|slow", 1, new Noted("slow"));
    for (int i = 1; i <= 20; i++) {
      journal.writeNow("A|quick", i, "quick" + i);
    }
    JournalOffset horizon = journal.reader.horizonNow();
    assertTrue(horizon.isAfter(JournalOffset.START), "committed, though behind the horizon");
    assertEquals("A|slow", slowest(slow));
    assertEquals(List.of(), seen, "nothing may pass a transaction that still runs");
    journal.commit(slow);
    JournalFixture.eventually(() -> seen.size() == 21);
    assertEquals("slow", JournalFixture.words(seen.get(0)));
    assertEquals(
        IntStream.rangeClosed(1, 20).mapToObj(i -> "quick" + i).toList(),
        words(seen.subList(1, 21)));
  }

  /** The holder is named by the server while it runs. */
  private String slowest(Connection slow) throws SQLException {
    assertFalse(slow.getAutoCommit());
    assertEquals("muninn-writer", journal.reader.oldestTransaction().orElseThrow().application());
    return "A|slow";
  }

  /** The plan is made anew for the first ten times, then kept for any place. */
  @Test
  void askingWhetherMoreIsThereNeverReadsTheWholeJournal() throws SQLException {
    Connection bulk = journal.begin();
    for (int i = 1; i <= 1_000; i++) {
      journal.write(bulk, "A|bulk", i, new Noted("" + i));
    }
    journal.commit(bulk);
    journal.ownerExecutes("ANALYZE journal.event_journal");
    JournalOffset head = journal.reader.horizonNow();
    Connection one = journal.begin();
    JournalSql sql = new JournalSql(always(one), new EventDecoder(journal.kit.system()));
    long before = wholeReads(one);
    for (int i = 0; i < 20; i++) {
      assertEquals(0, sql.countBeyond(head, 1));
      assertEquals(Optional.empty(), sql.ageBeyondMs(head));
    }
    assertEquals(before, wholeReads(one), "reads of the whole journal");
    journal.rollback(one);
  }

  /** A source of this connection alone, which stays open. */
  private static DataSource always(Connection one) {
    Connection open = intercepted(Connection.class, "close", null, one);
    return intercepted(DataSource.class, "getConnection", open, null);
  }

  private static <T> T intercepted(Class<T> type, String method, Object answer, T behind) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, given) ->
                called.getName().equals(method) ? answer : called.invoke(behind, given)));
  }

  /** As the connection itself has counted them in its transaction. */
  private static long wholeReads(Connection one) throws SQLException {
    try (Statement s = one.createStatement();
        ResultSet row =
            s.executeQuery("SELECT pg_stat_get_xact_numscans('journal.event_journal'::regclass)")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void aSubscriberFarBehindCatchesUpAndGoesOnLiveWithoutGapOrRepeat() throws Exception {
    Connection bulk = journal.begin();
    for (int i = 1; i <= 1_700; i++) {
      journal.write(bulk, "A|bulk", i, new Noted("" + i));
    }
    journal.commit(bulk);
    List<JournalEvent> first = follow(Set.of("A"), JournalOffset.START);
    List<JournalEvent> second = follow(Set.of("A"), JournalOffset.START);
    for (int i = 1_701; i <= 1_750; i++) {
      journal.writeNow("A|bulk", i, "" + i);
    }
    JournalFixture.eventually(() -> first.size() >= 1_750 && second.size() >= 1_750);
    List<String> all = IntStream.rangeClosed(1, 1_750).mapToObj(Integer::toString).toList();
    assertEquals(all, words(first));
    assertEquals(all, words(second));
    List<JournalEvent> tail = follow(Set.of("A"), first.get(1_699).offset());
    JournalFixture.eventually(() -> tail.size() == 50);
    assertEquals("1701", JournalFixture.words(tail.get(0)));
  }

  /** As text "99" comes after "100": transactions are numbers, also across a power of ten. */
  @Test
  void readsTransactionsInTheOrderOfTheirNumbers() throws SQLException {
    Connection past = journal.begin();
    journal.write(past, "A|younger", 1, new Noted("younger"));
    journal.write(past, "A|older", 1, new Noted("older"));
    try (var move = past.createStatement()) {
      move.execute(
          "UPDATE journal.event_journal SET tx_id = '100' WHERE persistence_id = 'A|younger'");
      move.execute(
          "UPDATE journal.event_journal SET tx_id = '99' WHERE persistence_id = 'A|older'");
    }
    journal.commit(past);
    assertEquals(100, journal.reader.horizonNow().txId());
    List<JournalEvent> seen = follow(Set.of("A"), JournalOffset.START);
    JournalFixture.eventually(() -> seen.size() == 2);
    assertEquals(List.of("older", "younger"), words(seen));
  }

  @Test
  void givesOnlyTheEntityTypesAskedFor() throws SQLException {
    List<JournalEvent> seen = follow(Set.of("B"), JournalOffset.START);
    journal.writeNow("A|1", 1, "a");
    journal.writeNow("AB|1", 1, "ab");
    journal.writeNow("B|1", 1, "b");
    JournalFixture.eventually(() -> seen.size() == 1);
    assertEquals("1", seen.get(0).entityId());
  }

  @Test
  void readsOneEntityAtOnceAlsoBehindTheHorizon() throws Exception {
    Connection older = journal.begin();
    journal.write(older, "A|older", 1, new Noted("older"));
    journal.writeNow("A|1", 1, "one");
    journal.writeNow("A|1", 2, "two");
    assertEquals(
        List.of("one", "two"), words(journal.reader.ofEntity("A|1").toCompletableFuture().get()));
    journal.rollback(older);
    assertEquals(List.of(), journal.reader.ofEntity("A|2").toCompletableFuture().get());
  }

  @Test
  void whoHasWrittenMostOfTheLastEventsComesFirst() throws SQLException {
    journal.writeNow("A|old", 1, "long ago");
    journal.writeNow("A|one", 1, "one");
    journal.writeNow("A|two", 1, "two");
    journal.writeNow("A|two", 2, "two");
    assertEquals(List.of("A|two", "A|one"), journal.reader.lastWritten(3, 10));
    assertEquals(List.of("A|two"), journal.reader.lastWritten(10, 1));
  }

  @Test
  void bytesThatNobodyReadsDoNotStopTheJournal() throws SQLException {
    List<JournalEvent> seen = follow(Set.of("A"), JournalOffset.START);
    Connection c = journal.begin();
    journal.insert(c, "A|bad", 1, 33, "no.such.Event", "{".getBytes(StandardCharsets.UTF_8));
    journal.commit(c);
    journal.writeNow("A|1", 1, "one");
    JournalFixture.eventually(() -> seen.size() == 2);
    assertInstanceOf(Undecodable.class, seen.get(0).event());
  }
}
