package dev.muninn.query;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import dev.muninn.catalog.IndexStatus;
import dev.muninn.catalog.MediaCatalog;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.jdbc.TenantSql;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.media.OrgId;
import dev.muninn.query.index.IndexFolder;
import dev.muninn.query.index.IndexPartition;
import dev.muninn.query.inspect.InspectedIndex;
import dev.muninn.query.inspect.LoggedSearch;
import dev.muninn.query.inspect.RecallEstimates;
import dev.muninn.query.inspect.SqlSearchLog;
import dev.muninn.query.projection.IndexJournal;
import dev.muninn.query.projection.IndexProjection;
import dev.muninn.query.projection.IndexedReporter;
import dev.muninn.query.projection.MediaViewProjection;
import dev.muninn.query.projection.PartitionStatus;
import dev.muninn.query.projection.ShardedReporter;
import dev.muninn.query.projection.SqlIndexJournal;
import dev.muninn.query.search.RememberedTexts;
import dev.muninn.query.search.SearchService;
import dev.muninn.query.search.SearchSources;
import dev.muninn.query.search.SearchSpaces;
import dev.muninn.query.search.SpaceSearch;
import dev.muninn.query.view.ContentRows;
import dev.muninn.query.view.MediaReads;
import dev.muninn.query.view.SqlMediaCatalog;
import dev.muninn.search.MediaSearch;
import dev.muninn.search.SearchLog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * The read side of a node: starts the media view's projection and the vector index of the model's
 * space, and gives the ports that the gateway asks. Closing stops the index and saves it.
 */
public final class QueryModule implements AutoCloseable {
  private static final String DATABASE_DISPATCHER = "muninn.database-dispatcher";
  private static final String BLOCKING_DISPATCHER = "muninn.blocking-dispatcher";

  /** What the gateway asks. */
  public record Ports(
      MediaCatalog catalog, MediaSearch search, SearchLog searchLog, IndexStatus index) {}

  private final Ports ports;
  private final IndexProjection index;
  private final ContentRows content;
  private final RememberedTexts texts;

  private QueryModule(
      Ports ports, IndexProjection index, ContentRows content, RememberedTexts texts) {
    this.ports = ports;
    this.texts = texts;
    this.index = index;
    this.content = content;
  }

  /**
   * Starts the read side and returns when the saved index answers; blocking. What the journal holds
   * beyond it follows by itself.
   *
   * @param dataDir the node's data folder; the index lies in its folder {@code index}
   * @param node the name of this node in the events that it causes
   */
  public static QueryModule start(
      ActorSystem<?> system,
      Databases databases,
      TenantSql tenantSql,
      JournalReader reader,
      JournalProjections projections,
      QuerySettings settings,
      EmbeddingModel model,
      Path dataDir,
      String node) {
    IndexedReporter reporter = new ShardedReporter(system, settings.reportTimeout());
    return start(
        system,
        databases,
        tenantSql,
        reader,
        projections,
        settings,
        model,
        dataDir,
        node,
        reporter);
  }

  /** As above, with another way of telling items that they are searchable. */
  static QueryModule start(
      ActorSystem<?> system,
      Databases databases,
      TenantSql tenantSql,
      JournalReader reader,
      JournalProjections projections,
      QuerySettings settings,
      EmbeddingModel model,
      Path dataDir,
      String node,
      IndexedReporter reporter) {
    projections.start(MediaViewProjection.SPEC, MediaViewProjection::new);
    IndexProjection index =
        new IndexProjection(
            system,
            new SqlIndexJournal(reader, databases.writer()),
            model.space(),
            settings.index(),
            new IndexFolder(dataDir.resolve("index"), model.space(), settings.index().engines()),
            reporter,
            node);
    try {
      index.start().toCompletableFuture().join();
    } catch (CompletionException e) {
      index.close();
      throw e;
    }
    Executor database = pool(system, DATABASE_DISPATCHER);
    Clock clock = Clock.systemUTC();
    SqlSearchLog log = new SqlSearchLog(databases, settings.log(), clock, database);
    MediaReads reads = new MediaReads(tenantSql);
    RememberedTexts texts = new RememberedTexts(settings.search().rememberedTexts());
    return new QueryModule(
        new Ports(
            new SqlMediaCatalog(
                reads,
                () -> projections.awaitFresh(MediaViewProjection.NAME, settings.freshWithin()),
                reader::ofEntity,
                database),
            new LoggedSearch(
                new SearchService(
                    reads,
                    SearchSpaces.only(new SpaceSearch(texts.before(model), sources(index))),
                    settings.search(),
                    database),
                log,
                settings.log(),
                clock,
                database),
            log,
            new InspectedIndex(
                new PartitionStatus(index, model.space()),
                index::partition,
                new RecallEstimates(clock, pool(system, BLOCKING_DISPATCHER)))),
        index,
        new ContentRows(reads),
        texts);
  }

  private static Executor pool(ActorSystem<?> system, String name) {
    return system.dispatchers().lookup(DispatcherSelector.fromConfig(name));
  }

  private static SearchSources sources(IndexProjection index) {
    return new SearchSources() {
      @Override
      public Optional<IndexPartition> partition(OrgId org) {
        return index.partition(org);
      }

      @Override
      public long lagMs() {
        return index.backlog().map(IndexJournal.Backlog::ageMs).orElse(0L);
      }
    };
  }

  public Ports ports() {
    return ports;
  }

  /** What the items of an org are, for the content digest; blocking reads. */
  public ContentRows content() {
    return content;
  }

  /** How many query texts were embedded anew, and how many were remembered. */
  public RememberedTexts.Counts texts() {
    return texts.counts();
  }

  /** The vector index of this node, for its rebuild and its digest. */
  public IndexProjection index() {
    return index;
  }

  @Override
  public void close() {
    index.close();
  }
}
