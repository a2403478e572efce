package dev.muninn.cluster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muninn.cluster.jdbc.DatabaseAccess;
import dev.muninn.cluster.jdbc.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class ViewDigestIT {
  private static final String THINGS = "view.things";
  private TestDatabase database;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.create();
    owner(
        "CREATE TABLE view.things (org text, id text COLLATE \"en-x-icu\", at timestamptz,"
            + " weight float8, raw bytea, lasts interval, tags text[], PRIMARY KEY (org, id));"
            + "CREATE TABLE view.heap (id text);"
            + "GRANT ALL ON view.things, view.heap TO muninn_writer");
    insert("b", "a", "B", "é");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void insert(String... ids) throws SQLException {
    for (String id : ids) {
      owner(
          "INSERT INTO view.things VALUES ('home', '"
              + id
              + "', '2026-03-01 10:00:00.000001+02', 0.1::float4::float8, '\\x00ff',"
              + " '1 day 2 hours', ARRAY['x,y', NULL, ''])");
    }
  }

  private void owner(String sql) throws SQLException {
    DatabaseAccess access = database.access();
    try (Connection c =
            DriverManager.getConnection(
                access.url(), access.owner().user(), access.owner().password());
        Statement s = c.createStatement()) {
      s.execute(sql);
    }
  }

  private TableDigest now() {
    return new ViewDigest(database.databases().writer()).of(List.of(THINGS)).get(0);
  }

  @Test
  void isTheSameForTheSameRowsInWhateverOrderTheyCame() throws SQLException {
    TableDigest before = now();
    assertEquals(4, before.rows());
    owner("TRUNCATE view.things");
    assertNotEquals(before, now());
    insert("é", "B", "a", "b");
    assertEquals(before, now());
  }

  @Test
  void aChangeOfAnyValueShows() throws SQLException {
    TableDigest before = now();
    for (String change :
        List.of(
            "at = at + interval '1 microsecond'",
            "weight = weight + 1e-16",
            "raw = '\\x00fe'",
            "tags = ARRAY['x', 'y', NULL, '']",
            "lasts = NULL")) {
      owner("UPDATE view.things SET " + change + " WHERE id = 'a'");
      assertNotEquals(before, now(), change);
      owner("DELETE FROM view.things WHERE id = 'a'");
      insert("a");
      assertEquals(before, now());
    }
  }

  @Test
  void theSettingsOfASessionDoNotMatter() {
    PGSimpleDataSource strange = new PGSimpleDataSource();
    strange.setUrl(database.access().url());
    strange.setUser(database.access().owner().user());
    strange.setPassword(database.access().owner().password());
    strange.setOptions(
        "-c TimeZone=Asia/Kolkata -c extra_float_digits=-5 -c bytea_output=escape"
            + " -c IntervalStyle=sql_standard");
    assertEquals(List.of(now()), new ViewDigest(strange).of(List.of(THINGS)));
  }

  @Test
  void refusesWhatIsNoTableWithAKey() {
    ViewDigest digest = new ViewDigest(database.databases().writer());
    assertThrows(IllegalArgumentException.class, () -> digest.of(List.of("view.heap")));
    assertThrows(IllegalArgumentException.class, () -> digest.of(List.of("things")));
    assertThrows(
        IllegalArgumentException.class, () -> digest.of(List.of("view.things; DROP TABLE x")));
    assertEquals(List.of(), digest.of(List.of()));
  }
}
