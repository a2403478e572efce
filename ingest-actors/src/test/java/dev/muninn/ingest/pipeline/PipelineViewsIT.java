package dev.muninn.ingest.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.PipelineCounts;
import dev.muninn.cluster.jdbc.TenantSql;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Custody;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.RunId;
import dev.muninn.media.StagedRef;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PipelineViewsIT {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  private static final StepRun STEP = new StepRun("node-1", 1, AT, 1);
  private static final EmbeddingSpace SPACE = new EmbeddingSpace("fake", "1", 4);
  private static final ContentHash HASH = new ContentHash("ab".repeat(32));
  private static final OrgId ORG = new OrgId("home");
  private static final OrgId OTHER = new OrgId("neighbours");
  private static final PipelineSettings SETTINGS =
      new PipelineSettings(
          3,
          Duration.ofSeconds(1),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          3,
          10,
          Duration.ofSeconds(10),
          3,
          Duration.ofMinutes(10));

  private final PipelineProjection projection = new PipelineProjection(SPACE, () -> {});
  private TestDatabase database;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aLeaseIsHeldByOneAndTheViewMustPassWhatWasReported() throws SQLException {
    MediaItemKey key = key(ORG, "a");
    project(born(key));
    WorkLeases mine = leases("one");
    WorkLeases theirs = leases("two");
    Lease lease = only(mine.claim(Pass.LOCAL, "", 5));
    assertEquals(1, lease.attempt());
    assertEquals(List.of(), theirs.claim(Pass.LOCAL, "", 5));
    assertEquals(1, counts(ORG).running());

    mine.settle(lease, 3);
    assertEquals(List.of(), theirs.claim(Pass.LOCAL, "", 5));
    assertEquals(1, counts(ORG).waiting());
    project(List.of(event(key, 3, stored())));
    mine.sweep();
    assertEquals(1, theirs.claim(Pass.LOCAL, "", 5).size());
  }

  @Test
  void whoDiesWithAnItemThriceMakesItRunAlone() throws SQLException {
    project(born(key(ORG, "a")));
    for (int life = 0; life < 3; life++) {
      assertEquals(life, only(leases("life-" + life).claim(Pass.LOCAL, "", 5)).lost());
      leases("life-" + (life + 1)).freeEarlierLives();
    }
    assertEquals(List.of(), leases("last").claim(Pass.LOCAL, "", 5));
    assertEquals(3, only(leases("last").claimSuspect(Pass.LOCAL, "")).lost());
  }

  @Test
  void aLeaseThatRunsOutIsLostAndARenewedOneIsNot() throws SQLException {
    project(born(key(ORG, "a")));
    WorkLeases mine = leases("one");
    only(mine.claim(Pass.LOCAL, "", 5));
    execute("UPDATE ops.work_lease SET expires_at = clock_timestamp() - interval '1 second'");
    mine.renew();
    assertEquals(List.of(), leases("two").claim(Pass.LOCAL, "", 5));
    execute("UPDATE ops.work_lease SET expires_at = clock_timestamp() - interval '1 second'");
    assertEquals(1, only(leases("two").claim(Pass.LOCAL, "", 5)).lost());
  }

  @Test
  void aDrainFreesWithoutBlame() throws SQLException {
    project(born(key(ORG, "a")));
    WorkLeases mine = leases("one");
    only(mine.claim(Pass.LOCAL, "", 5));
    mine.freeAll();
    assertEquals(0, only(leases("two").claim(Pass.LOCAL, "", 5)).lost());
  }

  @Test
  void interactiveWorkGoesFirst() throws SQLException {
    project(List.of(event(key(ORG, "a"), 1, acquired(Lane.BULK))));
    project(List.of(event(key(ORG, "b"), 1, acquired(Lane.INTERACTIVE))));
    assertEquals(key(ORG, "b"), only(leases("one").claim(Pass.LOCAL, "", 1)).key());
  }

  @Test
  void anOrgSeesItsOwnAndTheLawHolds() throws SQLException {
    MediaItemKey trashed = key(ORG, "b");
    project(born(key(ORG, "a")));
    project(born(trashed));
    project(
        List.of(
            event(trashed, 3, new MediaItemEvent.Trashed(new ParticipantId("a".repeat(26)), AT))));
    MediaItemKey purged = key(ORG, "c");
    project(born(purged));
    project(List.of(event(purged, 3, new MediaItemEvent.Purged(AT))));
    assertEquals(2, counts(ORG).accepted());
    assertEquals(1, counts(ORG).trashed());
    assertEquals(1, counts(ORG).waiting());
    assertEquals(0, counts(OTHER).accepted());
    assertEquals(0, counts(OTHER).waiting());
  }

  @Test
  void aReplayMakesEqualRowsAndAThousandEventsASecondAreEasy() throws SQLException {
    List<JournalEvent> events = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      MediaItemKey key = new MediaItemKey(ORG, new MediaId(word(i)));
      events.addAll(born(key));
      events.add(event(key, 3, stored()));
      RunId run = new RunId("r".repeat(26));
      events.add(
          event(key, 4, new MediaItemEvent.Previewed(run, 1, 1, List.of(), List.of(), STEP, AT)));
    }
    long begun = System.nanoTime();
    for (int from = 0; from < events.size(); from += 200) {
      project(events.subList(from, Math.min(events.size(), from + 200)));
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    String rows = rows();
    execute("DELETE FROM pipeline.pipeline_item");
    execute("DELETE FROM pipeline.pipeline_work");
    execute("DELETE FROM pipeline.accepted");
    for (JournalEvent one : events.subList(0, 40)) {
      project(List.of(one));
    }
    project(events.subList(40, events.size()));
    assertEquals(rows, rows());
    assertEquals(800, counts(ORG).accepted());
    double rate = events.size() / seconds;
    // well above 1,000 on an idle machine; the bound only catches one statement an event
    assertTrue(rate > 300, "events a second: " + rate);
    System.out.printf("pipeline projection: %.0f events/s%n", rate);
  }

  private String rows() throws SQLException {
    return text(
        "SELECT (SELECT string_agg(i::text, chr(10) ORDER BY org, media_id)"
            + " FROM pipeline.pipeline_item i)"
            + " || (SELECT string_agg(w::text, chr(10) ORDER BY org, media_id)"
            + " FROM pipeline.pipeline_work w)"
            + " || (SELECT string_agg(a::text, chr(10) ORDER BY org) FROM pipeline.accepted a)");
  }

  private WorkLeases leases(String incarnation) {
    return new WorkLeases(database.databases().writer(), "node-1", incarnation, SETTINGS);
  }

  private PipelineCounts counts(OrgId org) {
    return new TenantSql(database.databases())
        .read(org.value(), connection -> BoardQueries.counts(connection, 0));
  }

  private static Lease only(List<Lease> leases) {
    assertEquals(1, leases.size(), leases.toString());
    return leases.get(0);
  }

  private void project(List<JournalEvent> events) throws SQLException {
    try (Connection tx = database.databases().writer().getConnection()) {
      tx.setAutoCommit(false);
      enterSchema(tx);
      projection.apply(tx, events);
      tx.commit();
      tx.setAutoCommit(true);
    }
  }

  /** As the runner of the projection does. */
  private static void enterSchema(Connection tx) throws SQLException {
    try (Statement statement = tx.createStatement()) {
      statement.execute("SET LOCAL search_path TO pipeline");
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.databases().writer().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String text(String sql) throws SQLException {
    try (Connection connection = database.databases().writer().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static MediaItemKey key(OrgId org, String letter) {
    return new MediaItemKey(org, new MediaId(letter.repeat(26)));
  }

  /** A number as 26 letters. */
  private static String word(int number) {
    StringBuilder word = new StringBuilder();
    for (int rest = number; word.length() < 26; rest /= 20) {
      word.append((char) ('a' + rest % 20));
    }
    return word.toString();
  }

  private static List<JournalEvent> born(MediaItemKey key) {
    return List.of(
        event(key, 1, acquired(Lane.BULK)),
        event(key, 2, new MediaItemEvent.Hashed(HASH, 5, STEP, AT)));
  }

  private static MediaItemEvent acquired(Lane lane) {
    return new MediaItemEvent.Acquired(
        Custody.COPY,
        "a.jpg",
        5,
        MediaType.JPEG,
        lane,
        new ByteOrigin.Staged(new StagedRef("t".repeat(26))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        STEP,
        AT);
  }

  private static MediaItemEvent stored() {
    return new MediaItemEvent.Stored(
        Optional.of(BlobKey.of(ORG, HASH, MediaType.JPEG)), Custody.COPY, "v", STEP, AT);
  }

  private static JournalEvent event(MediaItemKey key, long seqNr, MediaItemEvent event) {
    return new JournalEvent(key.persistenceId(), seqNr, event, AT, JournalOffset.START);
  }
}
