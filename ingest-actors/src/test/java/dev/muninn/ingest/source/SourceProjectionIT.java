package dev.muninn.ingest.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.cluster.journal.JournalEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The rows are a function of the events: order between entities, groups, repetition do not count.
 */
class SourceProjectionIT {

  private static final int ROUNDS = 12;
  private static TestDatabase database;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void makesTheSameRowsInEveryOrderAndEveryGroupSize() throws SQLException {
    Set<String> filled = new HashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      long seed = ThreadLocalRandom.current().nextLong();
      List<List<JournalEvent>> lives = new SourceHistories(seed).lives(3, 40);
      List<JournalEvent> oneByOne = lives.stream().flatMap(List::stream).toList();
      Map<String, List<String>> expected = rowsOf(oneByOne, oneByOne.size());
      expected.keySet().stream().filter(t -> !expected.get(t).isEmpty()).forEach(filled::add);
      for (int size : new int[] {1, 7, 1000}) {
        Random random = new Random(seed + size);
        assertEquals(
            expected,
            rowsOf(SourceHistories.shuffled(lives, random), size),
            "seed " + seed + " in groups of " + size);
      }
    }
    assertEquals(Set.copyOf(SourceProjection.SPEC.tables()), filled, "tables that had rows");
  }

  @Test
  void changesNothingWhenOldEventsAreGivenAgain() throws SQLException {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = ThreadLocalRandom.current().nextLong();
      List<JournalEvent> events =
          SourceHistories.shuffled(new SourceHistories(seed).lives(3, 40), new Random(seed));
      Map<String, List<String>> expected = rowsOf(events, 50);
      apply(events, 9);
      assertEquals(expected, rows(), "the whole history again, seed " + seed);
      apply(List.of(events.get(new Random(seed).nextInt(events.size()))), 1);
      assertEquals(expected, rows(), "one event again, seed " + seed);
    }
  }

  private static Map<String, List<String>> rowsOf(List<JournalEvent> events, int groupSize)
      throws SQLException {
    try (Connection connection = database.databases().writer().getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : SourceProjection.SPEC.tables()) {
        statement.executeUpdate("DELETE FROM " + table);
      }
    }
    apply(events, groupSize);
    return rows();
  }

  private static void apply(List<JournalEvent> events, int groupSize) throws SQLException {
    for (int from = 0; from < events.size(); from += groupSize) {
      List<JournalEvent> group = events.subList(from, Math.min(from + groupSize, events.size()));
      try (Connection tx = database.databases().writer().getConnection();
          Statement statement = tx.createStatement()) {
        tx.setAutoCommit(false);
        statement.execute("SET LOCAL search_path TO view");
        new SourceProjection().apply(tx, group);
        tx.commit();
      }
    }
  }

  private static Map<String, List<String>> rows() throws SQLException {
    Map<String, List<String>> out = new TreeMap<>();
    try (Connection connection = database.databases().writer().getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : SourceProjection.SPEC.tables()) {
        List<String> rows = new ArrayList<>();
        try (ResultSet row =
            statement.executeQuery("SELECT t::text FROM " + table + " t ORDER BY t::text")) {
          while (row.next()) {
            rows.add(row.getString(1));
          }
        }
        out.put(table, rows);
      }
    }
    return out;
  }
}
