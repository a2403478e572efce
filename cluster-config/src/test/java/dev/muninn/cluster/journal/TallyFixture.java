package dev.muninn.cluster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A projection that counts, so that an event applied twice or never shows: one row an entity with
 * how many events it had and their words in order, and one row for all of them.
 */
final class TallyFixture implements AutoCloseable {
  static final String NAME = "tally";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final JournalFixture journal = new JournalFixture();
  private JournalProjections other;

  /** What the handler throws on the word poison. */
  volatile boolean broken = true;

  /** Called inside each transaction with the schema that it works in. */
  volatile Hook hook = schema -> {};

  interface Hook {
    void in(String schema) throws SQLException;
  }

  static TallyFixture open() throws SQLException {
    TallyFixture fixture = new TallyFixture();
    fixture.journal.ownerExecutes(
        """
        CREATE TABLE view.tally (
          pid TEXT PRIMARY KEY, n BIGINT NOT NULL DEFAULT 0, words TEXT NOT NULL,
          CONSTRAINT counted CHECK (n >= 0));
        CREATE TABLE pipeline.tally_total (
          name TEXT NOT NULL, n BIGINT NOT NULL, CONSTRAINT one_name UNIQUE (name));
        CREATE INDEX tally_by_words ON view.tally (lower(words) DESC, pid) WHERE n > 0;
        ALTER TABLE view.tally SET (autovacuum_vacuum_scale_factor = 0.05, fillfactor = 70);
        ALTER TABLE view.tally ALTER COLUMN words SET STATISTICS 7;
        ALTER TABLE view.tally ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON view.tally TO muninn_reader
          USING (pid = current_setting('app.org', true));
        CREATE POLICY all_of_it ON view.tally TO muninn_writer USING (true) WITH CHECK (true);
        COMMENT ON TABLE view.tally IS 'it''s counted';
        GRANT SELECT, INSERT, UPDATE, DELETE ON view.tally, pipeline.tally_total TO muninn_writer;
        GRANT SELECT ON view.tally TO muninn_reader;
        GRANT SELECT (name) ON pipeline.tally_total TO muninn_reader;
        INSERT INTO projection.owned_table VALUES
          ('tally', 'view', 'tally'), ('tally', 'pipeline', 'tally_total')""");
    return fixture;
  }

  void start(int slices) {
    start(journal.projections, slices);
  }

  /** The same projection once more, as a second node has it. */
  void startOnAnotherNode(int slices) {
    other =
        new JournalProjections(journal.kit.system(), journal.database.databases(), journal.reader);
    start(other, slices);
  }

  private void start(JournalProjections projections, int slices) {
    projections.start(
        new ProjectionSpec(
            NAME, Set.of("A"), List.of("view.tally", "pipeline.tally_total"), slices),
        () -> this::count);
  }

  private void count(Connection tx, List<JournalEvent> events) throws SQLException {
    hook.in(schema(tx));
    for (JournalEvent event : events) {
      String words = JournalFixture.words(event);
      if (words.equals("poison") && broken) {
        throw new IllegalStateException("this event is not to my taste");
      }
      add(tx, event.persistenceId(), words);
    }
  }

  private static String schema(Connection tx) throws SQLException {
    try (Statement s = tx.createStatement();
        ResultSet row = s.executeQuery("SELECT current_schema()")) {
      row.next();
      return row.getString(1);
    }
  }

  private static void add(Connection tx, String pid, String words) throws SQLException {
    try (PreparedStatement one =
            tx.prepareStatement(
                "INSERT INTO tally (pid, n, words) VALUES (?, 1, ?) ON CONFLICT (pid) DO UPDATE"
                    + " SET n = tally.n + 1, words = tally.words || ' ' || excluded.words");
        PreparedStatement all =
            tx.prepareStatement(
                "INSERT INTO tally_total VALUES ('all', 1) ON CONFLICT (name) DO UPDATE"
                    + " SET n = tally_total.n + 1")) {
      one.setString(1, pid);
      one.setString(2, words);
      one.executeUpdate();
      all.executeUpdate();
    }
  }

  /** Some events of some entities, a few a transaction. */
  void write(int entities, int eventsEach) throws SQLException {
    for (int seq = 1; seq <= eventsEach; seq++) {
      Connection c = journal.begin();
      for (int entity = 0; entity < entities; entity++) {
        journal.write(c, "A|" + entity, seq, new Noted("w" + seq));
      }
      journal.commit(c);
    }
  }

  long awaitFresh() throws Exception {
    return journal
        .projections
        .awaitFresh(NAME, PATIENCE)
        .toCompletableFuture()
        .get(PATIENCE.toSeconds() + 5, TimeUnit.SECONDS);
  }

  RebuildProgress rebuild(int group, int slices) throws Exception {
    return journal
        .projections
        .rebuild(NAME, new RebuildSize(group, slices))
        .done()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  List<String> rows() throws SQLException {
    return journal.query(
        "SELECT pid || ' ' || n || ' ' || words FROM view.tally"
            + " UNION ALL SELECT name || ' ' || n FROM pipeline.tally_total ORDER BY 1");
  }

  @Override
  public void close() {
    if (other != null) {
      other.close();
    }
    journal.close();
  }
}
