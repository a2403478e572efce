package dev.muninn.ingest.pipeline;

import dev.muninn.blob.DiskRoom;
import dev.muninn.catalog.Page;
import dev.muninn.catalog.PipelineBoard;
import dev.muninn.catalog.PipelineCounts;
import dev.muninn.catalog.PipelineFilter;
import dev.muninn.catalog.PipelineItem;
import dev.muninn.catalog.Story;
import dev.muninn.cluster.jdbc.TenantSql;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.ingest.pipeline.story.Situation;
import dev.muninn.ingest.pipeline.story.StoryTeller;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SessionId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The pipeline's numbers and lists from the views, its stories from the journal. */
final class JournaledPipelineBoard implements PipelineBoard {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final TenantSql sql;
  private final JournalReader journal;
  private final JournalProjections projections;
  private final Items items;
  private final StoryTeller teller;
  private final DiskRoom disk;
  private final Embedders embedders;
  private final Executor database;

  JournaledPipelineBoard(
      TenantSql sql,
      JournalReader journal,
      JournalProjections projections,
      Items items,
      StoryTeller teller,
      DiskRoom disk,
      Embedders embedders,
      Executor database) {
    this.sql = sql;
    this.journal = journal;
    this.projections = projections;
    this.items = items;
    this.teller = teller;
    this.disk = disk;
    this.embedders = embedders;
    this.database = database;
  }

  @Override
  public CompletionStage<PipelineCounts> counts(OrgId org, Optional<SessionId> session) {
    return fresh()
        .thenApplyAsync(
            lag -> sql.read(org.value(), reader -> counts(reader, session, lag)), database)
        .thenCombine(embedders.now(), embedders::remark);
  }

  private PipelineCounts counts(Connection reader, Optional<SessionId> session, long lag)
      throws SQLException {
    DiskRoom.Room room = disk.room();
    PipelineCounts.Intake intake =
        new PipelineCounts.Intake(room.open(), room.words(), room.freeBytes(), room.floorBytes());
    PipelineCounts counts =
        CountQueries.counts(reader, session, StagePauses.list(reader), intake, lag);
    for (Map.Entry<StageName, String> wait : StorageWaits.all(reader).entrySet()) {
      counts = counts.waitingFor(wait.getKey(), wait.getValue());
    }
    return counts;
  }

  private CompletionStage<Long> fresh() {
    return projections.awaitFresh(PipelineProjection.NAME, PATIENCE);
  }

  @Override
  public CompletionStage<Page<PipelineItem>> items(
      OrgId org, PipelineFilter filter, Optional<String> cursor, int limit) {
    Optional<BoardCursor> after;
    try {
      after = cursor.map(BoardCursor::parse);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    return fresh()
        .thenApplyAsync(
            lag ->
                sql.read(
                    org.value(), reader -> BoardQueries.items(reader, filter, after, limit, lag)),
            database);
  }

  @Override
  public CompletionStage<Optional<Story>> story(OrgId org, MediaId mediaId) {
    return journal
        .ofEntity(new MediaItemKey(org, mediaId).persistenceId())
        .thenCombineAsync(
            embedders.now(), (events, workers) -> tell(org, mediaId, events, workers), database);
  }

  private Optional<Story> tell(
      OrgId org, MediaId mediaId, List<JournalEvent> events, OptionalInt workers) {
    boolean gone =
        events.isEmpty() || events.get(events.size() - 1).event() instanceof MediaItemEvent.Purged;
    if (gone) {
      return Optional.empty();
    }
    Situation now = sql.read(org.value(), connection -> SituationQuery.of(connection, mediaId));
    return Optional.of(teller.tell(mediaId, events, now.with(workers)));
  }

  @Override
  public CompletionStage<MediaItemReply> retry(
      OrgId org, MediaId mediaId, Optional<StageName> stage, ParticipantId by) {
    return items.ask(
        new MediaItemKey(org, mediaId),
        replyTo -> new MediaItemCommand.RequestRetry(stage, Optional.of(by), replyTo));
  }
}
