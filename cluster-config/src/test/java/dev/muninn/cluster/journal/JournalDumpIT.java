package dev.muninn.cluster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalDumpIT {
  private static final String EVENTS =
      "SELECT concat_ws('|', persistence_id, sequence_number, writer, write_timestamp,"
          + " event_ser_id, event_ser_manifest, event_payload)"
          + " FROM journal.event_journal ORDER BY ordering";
  private static final String TX_IDS = "SELECT count(DISTINCT tx_id) FROM journal.event_journal";

  private TallyFixture tally;

  @BeforeEach
  void open() throws SQLException {
    tally = TallyFixture.open();
  }

  @AfterEach
  void close() {
    tally.close();
  }

  private JournalDump dump() {
    return new JournalDump(tally.journal.database.databases().writer());
  }

  private byte[] written() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    dump().write(out);
    return out.toByteArray();
  }

  private long load(byte[] bytes) {
    return dump().load(new ByteArrayInputStream(bytes));
  }

  @Test
  void goesRoundAndTheViewsComeBackFromIt() throws Exception {
    tally.write(4, 3);
    tally.journal.writeNow("A|odd", 1, "a\ttab, a \\ and é\n");
    tally.start(1);
    tally.awaitFresh();
    List<String> rows = tally.rows();
    List<String> events = tally.journal.query(EVENTS);
    byte[] bytes = written();
    try (TallyFixture other = TallyFixture.open()) {
      other.start(2);
      other.awaitFresh();
      assertEquals(
          13,
          new JournalDump(other.journal.database.databases().writer())
              .load(new ByteArrayInputStream(bytes)));
      assertEquals(events, other.journal.query(EVENTS));
      assertEquals(List.of("1"), other.journal.query(TX_IDS));
      assertEquals(0, other.awaitFresh());
      assertEquals(rows, other.rows());
      other.journal.writeNow("A|0", 4, "goes on");
      assertEquals(0, other.awaitFresh());
    }
  }

  private void empty() throws SQLException {
    for (String table : List.of("journal.event_journal", "view.tally", "pipeline.tally_total")) {
      tally.journal.execute("DELETE FROM " + table);
    }
  }

  @Test
  void holdsALineAnEventAndNoTransactionNumber() throws Exception {
    tally.write(2, 1);
    String text =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(written())).readAllBytes(),
            StandardCharsets.UTF_8);
    assertEquals(3, text.lines().count());
    assertEquals("muninn-journal 1", text.lines().findFirst().orElseThrow());
    for (String txId : tally.journal.query("SELECT tx_id FROM journal.event_journal")) {
      assertFalse(text.lines().anyMatch(line -> List.of(line.split("\t")).contains(txId)));
    }
  }

  @Test
  void isNotLoadedIntoAJournalThatHoldsAnEvent() throws Exception {
    tally.write(2, 1);
    byte[] bytes = written();
    assertThrows(IllegalStateException.class, () -> load(bytes));
    assertEquals(2, tally.journal.query(EVENTS).size());
  }

  @Test
  void whatIsNoDumpLeavesEverythingAsItWas() throws Exception {
    tally.write(2, 1);
    tally.start(1);
    tally.awaitFresh();
    tally.journal.projections.stop(TallyFixture.NAME);
    byte[] bytes = written();
    empty();
    byte[] half = Arrays.copyOf(bytes, bytes.length - 12);
    assertThrows(UncheckedIOException.class, () -> load(half));
    assertThrows(UncheckedIOException.class, () -> load(new byte[] {1, 2, 3}));
    assertEquals(List.of(), tally.journal.query(EVENTS));
    assertEquals(List.of("1"), tally.journal.query("SELECT count(*) FROM projection.progress"));
    assertEquals(2, load(bytes));
  }
}
