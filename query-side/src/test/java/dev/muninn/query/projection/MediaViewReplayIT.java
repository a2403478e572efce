package dev.muninn.query.projection;

import static dev.muninn.query.Happenings.AT;
import static dev.muninn.query.Happenings.ORG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.query.Histories;
import dev.muninn.query.QueryFixture;
import dev.muninn.query.Vectors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The media view is a function of each item's events alone: drawn histories, cut in every way. */
class MediaViewReplayIT {
  private static final int HISTORIES = 25;
  private static final int ITEMS = 5;
  private static TestDatabase database;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static List<List<JournalEvent>> histories(Random random) {
    List<List<JournalEvent>> all = new ArrayList<>();
    for (int item = 1; item <= ITEMS; item++) {
      String pid = new MediaItemKey(ORG, Vectors.id(item)).persistenceId();
      List<JournalEvent> one = new ArrayList<>();
      for (MediaItemEvent event : Histories.of(random, item)) {
        one.add(new JournalEvent(pid, one.size() + 1, event, AT, JournalOffset.START));
      }
      all.add(one);
    }
    return all;
  }

  /** All events, the items' own order kept, the order between items drawn. */
  private static List<JournalEvent> mixed(List<List<JournalEvent>> histories, Random random) {
    List<Integer> turns = new ArrayList<>();
    for (int item = 0; item < histories.size(); item++) {
      turns.addAll(Collections.nCopies(histories.get(item).size(), item));
    }
    Collections.shuffle(turns, random);
    int[] next = new int[histories.size()];
    return turns.stream().map(item -> histories.get(item).get(next[item]++)).toList();
  }

  /** What the view holds after these groups. */
  private static List<String> rows(List<List<JournalEvent>> groups) throws SQLException {
    try (Connection connection = database.databases().writer().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SET LOCAL search_path TO view");
      statement.execute("TRUNCATE media");
      for (List<JournalEvent> group : groups) {
        new MediaViewProjection().apply(connection, group);
      }
      List<String> rows =
          QueryFixture.query(connection, "SELECT m::text FROM media m ORDER BY org, media_id");
      connection.rollback();
      connection.setAutoCommit(true);
      return rows;
    }
  }

  private static List<List<JournalEvent>> groupsOf(List<JournalEvent> events, int size) {
    List<List<JournalEvent>> groups = new ArrayList<>();
    for (int from = 0; from < events.size(); from += size) {
      groups.add(events.subList(from, Math.min(events.size(), from + size)));
    }
    return groups;
  }

  /** Groups of drawn sizes, each of which may begin with some that were given before. */
  private static List<List<JournalEvent>> repeating(List<JournalEvent> events, Random random) {
    List<List<JournalEvent>> groups = new ArrayList<>();
    int done = 0;
    while (done < events.size()) {
      int from = random.nextBoolean() ? random.nextInt(done + 1) : done;
      int to = Math.min(events.size(), done + 1 + random.nextInt(9));
      groups.add(events.subList(from, to));
      done = to;
    }
    return groups;
  }

  @Test
  void doesNotDependOnGroupsOrderBetweenItemsOrRepetition() throws SQLException {
    int shown = 0;
    for (int seed = 0; seed < HISTORIES; seed++) {
      Random random = new Random(seed);
      List<List<JournalEvent>> histories = histories(random);
      List<String> singly = rows(groupsOf(mixed(histories, random), 1));
      List<JournalEvent> other = mixed(histories, random);
      for (int size : List.of(2, 3, 7, other.size())) {
        assertEquals(singly, rows(groupsOf(other, size)), "seed " + seed + " by " + size);
      }
      assertEquals(singly, rows(repeating(other, random)), "seed " + seed + " repeating");
      shown += singly.size();
    }
    assertFalse(shown < HISTORIES * 2, "the histories show nothing: " + shown);
  }
}
