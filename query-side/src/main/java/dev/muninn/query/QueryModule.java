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
import dev.muninn.embedding.SpaceModels;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.SpacePlans;
import dev.muninn.query.index.IndexFolder;
import dev.muninn.query.inspect.InspectedIndex;
import dev.muninn.query.inspect.LoggedSearch;
import dev.muninn.query.inspect.RecallEstimates;
import dev.muninn.query.inspect.SqlSearchLog;
import dev.muninn.query.projection.IndexProjection;
import dev.muninn.query.projection.IndexedReporter;
import dev.muninn.query.projection.MediaViewProjection;
import dev.muninn.query.projection.PartitionStatus;
import dev.muninn.query.projection.ShardedReporter;
import dev.muninn.query.projection.SqlIndexJournal;
import dev.muninn.query.projection.TextProjection;
import dev.muninn.query.projection.TextRows;
import dev.muninn.query.search.RememberedTexts;
import dev.muninn.query.search.SearchService;
import dev.muninn.query.search.SearchedText;
import dev.muninn.query.text.TextIndex;
import dev.muninn.query.view.ContentRows;
import dev.muninn.query.view.MediaReads;
import dev.muninn.query.view.SqlMediaCatalog;
import dev.muninn.search.MediaSearch;
import dev.muninn.search.SearchLog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * The read side of a node: starts the media view's projection and a vector index for each live
 * space, and gives the ports that the gateway asks. Closing stops the indexes and saves them.
 */
public final class QueryModule implements AutoCloseable {
  private static final String DATABASE_DISPATCHER = "muninn.database-dispatcher";
  private static final String BLOCKING_DISPATCHER = "muninn.blocking-dispatcher";

  /** What the gateway asks. */
  public record Ports(
      MediaCatalog catalog, MediaSearch search, SearchLog searchLog, IndexStatus index) {}

  private final Ports ports;
  private final LiveSpaces spaces;
  private final TextProjection text;
  private final ContentRows content;
  private final RememberedTexts texts;

  private QueryModule(
      Ports ports,
      LiveSpaces spaces,
      TextProjection text,
      ContentRows content,
      RememberedTexts texts) {
    this.ports = ports;
    this.text = text;
    this.texts = texts;
    this.spaces = spaces;
    this.content = content;
  }

  /**
   * Starts the read side and returns when the saved index answers; blocking. What the journal holds
   * beyond it follows by itself.
   *
   * @param plans which spaces are live
   * @param models their models
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
      SpacePlans plans,
      SpaceModels models,
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
        plans,
        models,
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
      SpacePlans plans,
      SpaceModels models,
      Path dataDir,
      String node,
      IndexedReporter reporter) {
    projections.start(MediaViewProjection.SPEC, MediaViewProjection::new);
    TextProjection text =
        new TextProjection(
            system,
            new SqlIndexJournal(reader, databases.writer()),
            new TextRows(databases.writer()),
            dataDir.resolve("index").resolve("text"),
            settings.index());
    RememberedTexts texts = new RememberedTexts(settings.search().rememberedTexts());
    Path folder = dataDir.resolve("index");
    LiveSpaces spaces =
        new LiveSpaces(
            models,
            texts::before,
            new IndexesIn(
                folder,
                space ->
                    new IndexProjection(
                        system,
                        new SqlIndexJournal(reader, databases.writer()),
                        space,
                        settings.index(),
                        new IndexFolder(folder, space, settings.index().engines()),
                        reporter,
                        text,
                        node)));
    try {
      spaces.start(plans.now());
    } catch (RuntimeException e) {
      spaces.close();
      text.close();
      throw e;
    }
    text.start();
    plans.onChange(spaces::follow);
    // what came between the two lines above
    spaces.follow(plans.now());
    Executor database = pool(system, DATABASE_DISPATCHER);
    Clock clock = Clock.systemUTC();
    SqlSearchLog log = new SqlSearchLog(databases, settings.log(), clock, database);
    MediaReads reads = new MediaReads(tenantSql);
    return new QueryModule(
        new Ports(
            new SqlMediaCatalog(
                reads,
                () -> projections.awaitFresh(MediaViewProjection.NAME, settings.freshWithin()),
                reader::ofEntity,
                database),
            new LoggedSearch(
                new SearchService(
                    reads, spaces, searched(text), settings.search(), database, clock),
                log,
                settings.log(),
                clock,
                database),
            log,
            new InspectedIndex(
                org -> partitions(spaces, org),
                org -> spaces.index().partition(org),
                text::status,
                new RecallEstimates(clock, pool(system, BLOCKING_DISPATCHER)))),
        spaces,
        text,
        new ContentRows(reads),
        texts);
  }

  private static SearchedText searched(TextProjection text) {
    return new SearchedText() {
      @Override
      public TextIndex index() {
        return text.index();
      }

      @Override
      public long lagMs() {
        return text.lagMs();
      }
    };
  }

  private static Executor pool(ActorSystem<?> system, String name) {
    return system.dispatchers().lookup(DispatcherSelector.fromConfig(name));
  }

  private static List<IndexStatus.Partition> partitions(LiveSpaces spaces, OrgId org) {
    return spaces.indexes().stream()
        .flatMap(one -> new PartitionStatus(one.getValue(), one.getKey()).partitions(org).stream())
        .toList();
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

  /** The vector indexes of this node, the one that answers first: for rebuilds and digests. */
  public List<IndexProjection> indexes() {
    return spaces.indexes().stream().map(Map.Entry::getValue).toList();
  }

  /** The full text of this node: for rebuilds. */
  public TextProjection text() {
    return text;
  }

  /** The model that queries are read with now. */
  public EmbeddingModel model() {
    return spaces.active().model();
  }

  @Override
  public void close() {
    spaces.close();
    text.close();
  }
}
