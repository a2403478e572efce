package dev.muninn.ingest.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.catalog.PipelineCounts;
import dev.muninn.cluster.jdbc.SqlFunction;
import dev.muninn.cluster.jdbc.TenantSql;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Custody;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SessionId;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A database whose pipeline views are fed by hand, and the words to do it with. */
final class ViewFixture implements AutoCloseable {
  static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  static final StepRun STEP = new StepRun("node-1", 1, AT, 1);
  static final EmbeddingSpace SPACE = new EmbeddingSpace("fake", "1", 4);
  static final ContentHash HASH = new ContentHash("ab".repeat(32));
  static final OrgId ORG = new OrgId("home");
  static final OrgId OTHER = new OrgId("neighbours");
  static final ParticipantId ANNA = new ParticipantId("a".repeat(26));
  static final PipelineCounts.Intake OPEN = new PipelineCounts.Intake(true, "room", 2, 1);
  static final PipelineSettings SETTINGS =
      new PipelineSettings(
          3,
          Duration.ofSeconds(1),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          3,
          10,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofMinutes(10));

  final TestDatabase database = TestDatabase.create();
  private final List<Consumer<Pass>> woken = new CopyOnWriteArrayList<>();
  private final PipelineProjection projection =
      new PipelineProjection(SPACE, pass -> woken.forEach(one -> one.accept(pass)));

  /** Somebody whom the projection wakes after its commits. */
  void wakes(Consumer<Pass> somebody) {
    woken.add(somebody);
  }

  WorkLeases leases(String incarnation) {
    return leases("node-1", incarnation);
  }

  WorkLeases leases(String node, String incarnation) {
    return new WorkLeases(database.databases().writer(), node, incarnation, SETTINGS);
  }

  static Turn local() {
    return Turn.of(Pass.LOCAL, "");
  }

  static Turn embed() {
    return Turn.of(Pass.EMBED, SPACE.id());
  }

  PipelineCounts counts(OrgId org) {
    return counts(org, Optional.empty());
  }

  PipelineCounts counts(OrgId org, Optional<SessionId> session) {
    return read(
        org,
        connection ->
            CountQueries.counts(connection, session, StagePauses.list(connection), OPEN, 0));
  }

  <T> T read(OrgId org, SqlFunction<Connection, T> work) {
    return new TenantSql(database.databases()).read(org.value(), work);
  }

  static void assertLaw(PipelineCounts counts) {
    assertEquals(
        counts.accepted(),
        counts.ready()
            + counts.waiting()
            + counts.running()
            + counts.failed()
            + counts.quarantined()
            + counts.trashed(),
        counts.toString());
  }

  static Lease only(List<Lease> leases) {
    assertEquals(1, leases.size(), leases.toString());
    return leases.get(0);
  }

  /** As the runner of the projection does it. */
  void project(List<JournalEvent> events) {
    try (Connection tx = database.databases().writer().getConnection()) {
      tx.setAutoCommit(false);
      try (Statement enter = tx.createStatement()) {
        enter.execute("SET LOCAL search_path TO pipeline");
      }
      projection.apply(tx, events);
      tx.commit();
      tx.setAutoCommit(true);
      projection.committed(events);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void execute(String sql) {
    try (Connection connection = database.databases().writer().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  String text(String sql) {
    try (Connection connection = database.databases().writer().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets the leases run out without waiting. */
  void letTimePass() {
    execute("UPDATE ops.work_lease SET expires_at = clock_timestamp() - interval '1 second'");
  }

  static MediaItemKey key(String letter) {
    return key(ORG, letter);
  }

  static MediaItemKey key(OrgId org, String letter) {
    return new MediaItemKey(org, new MediaId(letter.repeat(26)));
  }

  static List<JournalEvent> born(MediaItemKey key) {
    return List.of(
        event(key, 1, acquired(Lane.BULK, Optional.empty())),
        event(key, 2, new MediaItemEvent.Hashed(HASH, 5, STEP, AT)));
  }

  static MediaItemEvent acquired(Lane lane, Optional<SessionId> session) {
    return new MediaItemEvent.Acquired(
        Custody.COPY,
        "a.jpg",
        5,
        MediaType.JPEG,
        lane,
        new ByteOrigin.Staged(new StagedRef("t".repeat(26))),
        Optional.empty(),
        session,
        Optional.empty(),
        Optional.empty(),
        STEP,
        AT);
  }

  static MediaItemEvent stored() {
    return new MediaItemEvent.Stored(
        Optional.of(BlobKey.of(ORG, HASH, MediaType.JPEG)), Custody.COPY, "v", STEP, AT);
  }

  static MediaItemEvent failed(StageName stage, ErrorCode code, Optional<Instant> retryAt) {
    return new MediaItemEvent.StageFailed(
        stage, Optional.empty(), new StageFailure(code, "so it was"), STEP, retryAt, AT);
  }

  static MediaItemEvent quarantined(StageName stage, ErrorCode code) {
    return new MediaItemEvent.Quarantined(stage, Optional.empty(), code, "so it was", AT);
  }

  static JournalEvent event(MediaItemKey key, long seqNr, MediaItemEvent event) {
    return new JournalEvent(key.persistenceId(), seqNr, event, AT, JournalOffset.START);
  }

  @Override
  public void close() {
    database.close();
  }
}
