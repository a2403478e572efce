package dev.muninn.node.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import dev.muninn.catalog.IndexStatus;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.cluster.journal.ProjectionSpec;
import dev.muninn.http.health.GatewayMetrics;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.OrgId;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.query.search.RememberedTexts;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeMetricsIT {
  private final TestDatabase database = TestDatabase.create();
  private final ActorTestKit kit = ActorTestKit.create(database.akkaConfig());
  private final JournalReader journal = new JournalReader(kit.system(), database.databases());
  private final JournalProjections projections =
      new JournalProjections(kit.system(), database.databases(), journal);
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  @TempDir Path folder;

  @AfterEach
  void close() {
    projections.close();
    journal.close();
    kit.shutdownTestKit();
    database.close();
  }

  @Test
  void aScrapeSaysHowTheNodeStands() throws Exception {
    item("a", "waiting", "store");
    item("b", "waiting", "store");
    item("c", "failed", "embed");
    item("d", "ready", null);
    execute(
        "INSERT INTO ops.work_lease (org, media_id, pass, space, node, incarnation, claimed_at,"
            + " expires_at) VALUES ('home', 'b', 'local', '', 'n', 'i', now(),"
            + " now() + interval '1 minute')");
    Scrape scrape = scrape(register(3, 1 << 20));
    assertEquals(1, stage(scrape, "store", "waiting"));
    assertEquals(1, stage(scrape, "store", "running"));
    assertEquals(1, stage(scrape, "embed", "failed"));
    assertEquals(0, stage(scrape, "index", "waiting"));
    assertEquals(1, scrape.value("muninn_pipeline_items{status=\"ready\"}"));
    assertEquals(4, scrape.value("muninn_pipeline_items{status=\"accepted\"}"));
    double oldest = scrape.value("muninn_pipeline_stage_oldest_seconds{stage=\"store\"}");
    assertTrue(oldest >= 60 && oldest < 600, "oldest " + oldest);
    assertEquals(3, scrape.value("muninn_index_vectors{space=\"lite\"}"));
    assertEquals(36, scrape.value("muninn_index_bytes{space=\"lite\"}"));
    assertEquals(1 << 20, scrape.value("muninn_disk_floor_bytes"));
    assertTrue(scrape.value("muninn_disk_free_bytes") > 0);
    assertEquals(0, scrape.value("muninn_import_sessions_running"));
    assertEquals(1, scrape.value("muninn_database_up"));
  }

  @Test
  void theDocsNameWhatIsExportedAndNothingElse() throws Exception {
    item("a", "ready", null);
    new GatewayMetrics(meters).answered("/x", "GET", 200, Duration.ZERO);
    new GatewayMetrics(meters).uploaded("created", 1);
    JournalMeters counted = new JournalMeters(meters);
    count(counted, new MediaItemEvent.Purged(Instant.EPOCH));
    StageFailure why = new StageFailure(ErrorCode.DISK_FULL, "");
    StepRun step = new StepRun("n", 1, Instant.EPOCH, 1);
    Optional<Instant> soon = Optional.of(Instant.EPOCH);
    count(
        counted,
        new MediaItemEvent.StageFailed(
            StageName.STORE, Optional.empty(), why, step, soon, Instant.EPOCH));
    count(
        counted,
        new MediaItemEvent.Quarantined(
            StageName.STORE, Optional.empty(), why.code(), "", Instant.EPOCH));
    projections.start(
        new ProjectionSpec("some", Set.of("MediaItem"), List.of("pipeline.accepted"), 1),
        () -> (tx, events) -> {});
    Set<String> exported = new TreeSet<>();
    scrape(register(0, 0)).names().stream()
        .filter(name -> name.startsWith("muninn_"))
        .map(name -> name.replaceAll("_seconds_(count|sum|max|bucket)$", "_seconds"))
        .forEach(exported::add);
    assertEquals(exported, DocumentedMetrics.in("operations.md"));
    Set<String> unknown = DocumentedMetrics.in("alerts.yml");
    assertFalse(unknown.isEmpty());
    unknown.removeAll(exported);
    assertEquals(Set.of(), unknown);
  }

  private static void count(JournalMeters counted, MediaItemEvent event) {
    counted.count(
        new JournalEvent("MediaItem|home.a", 1, event, Instant.EPOCH, JournalOffset.START));
  }

  @Test
  void theOldestTransactionIsSeen() throws Exception {
    try (Connection writes = database.databases().writer().getConnection();
        Statement statement = writes.createStatement()) {
      writes.setAutoCommit(false);
      statement.execute("SELECT pg_current_xact_id()");
      Scrape scrape = scrape(register(0, 0));
      assertTrue(scrape.value("muninn_database_oldest_transaction_seconds") > 0);
      writes.rollback();
    }
  }

  @Test
  void withoutItsDatabaseAScrapeGivesTheLastNumbersAtOnce() throws Exception {
    item("a", "ready", null);
    register(0, 0);
    assertEquals(1, scrape(meters).value("muninn_database_up"));
    long began = System.nanoTime();
    projections.close();
    journal.close();
    database.close();
    Scrape away = scrape(meters);
    while (away.value("muninn_database_up") == 1) {
      away = scrape(meters);
      assertTrue(
          System.nanoTime() - began < Duration.ofSeconds(30).toNanos(), "the loss goes unseen");
    }
    assertEquals(1, away.value("muninn_pipeline_items{status=\"ready\"}"));
  }

  private PrometheusMeterRegistry register(long vectors, long floor) {
    IndexStatus index =
        org ->
            List.of(
                new IndexStatus.Partition(
                    new OrgId("home"),
                    "lite",
                    3,
                    vectors,
                    0,
                    "exact",
                    vectors * 12,
                    Optional.empty(),
                    Optional.of(Instant.EPOCH),
                    0,
                    Optional.empty()));
    NodeMetrics.register(
        kit.system(),
        meters,
        new StageWork(Clock.systemUTC()),
        new NodeMetrics.Sources(
            database.databases(),
            journal,
            projections,
            index,
            () -> new RememberedTexts.Counts(10, 7, 3),
            folder,
            floor,
            "1.2.3"));
    return meters;
  }

  private static Scrape scrape(PrometheusMeterRegistry meters) {
    return Scrape.of(meters.scrape());
  }

  private static double stage(Scrape scrape, String stage, String status) {
    return scrape.value(
        "muninn_pipeline_stage_items{stage=\"" + stage + "\",status=\"" + status + "\"}");
  }

  private void item(String id, String status, String stage) throws SQLException {
    execute(
        "INSERT INTO pipeline.pipeline_item (org, media_id, seq_nr, name, kind, lane, status, stage,"
            + " attempts, acquired_at, changed_at, stage_since, progress, embeddable) VALUES ('home', '"
            + id
            + "', 1, 'x', 'image', 0, '"
            + status
            + "', "
            + (stage == null ? "NULL" : "'" + stage + "'")
            + ", 0, now(), now(), now() - interval '2 minutes', '{}', false)");
    execute(
        "INSERT INTO pipeline.accepted AS a (org, session, items) VALUES ('home', '', 1)"
            + " ON CONFLICT (org, session) DO UPDATE SET items = a.items + 1");
  }

  private void execute(String sql) throws SQLException {
    try (Connection c = database.databases().writer().getConnection();
        Statement s = c.createStatement()) {
      s.execute(sql);
    }
  }
}
