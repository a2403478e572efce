package dev.muninn.node.replay;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.jdbc.TenantSql;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.cluster.journal.RebuildSize;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.ingest.pipeline.PipelineProjection;
import dev.muninn.ingest.source.SourceProjection;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.query.QuerySettings;
import dev.muninn.query.index.IndexFolder;
import dev.muninn.query.projection.IndexProjection;
import dev.muninn.query.projection.IndexSettings;
import dev.muninn.query.projection.MediaViewProjection;
import dev.muninn.query.projection.ShownWords;
import dev.muninn.query.projection.SqlIndexJournal;
import dev.muninn.query.view.ContentRows;
import dev.muninn.query.view.MediaReads;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A node that only derives: the journal, its projections and the index on a database that is there.
 * No entity, no stage, no worker, no model, no original, no HTTP: what it makes comes from events
 * alone. For measuring, and for journals of old releases.
 */
public final class ReplayNode implements AutoCloseable {
  private static final String BLOCKING = "muninn.blocking-dispatcher";
  private static final Duration LOOK = Duration.ofMillis(50);

  private final ActorSystem<Void> system;
  private final JournalReader reader;
  private final JournalProjections projections;
  private final IndexProjection index;
  private final NodeDigests digests;

  private ReplayNode(
      ActorSystem<Void> system,
      JournalReader reader,
      JournalProjections projections,
      IndexProjection index,
      NodeDigests digests) {
    this.system = system;
    this.reader = reader;
    this.projections = projections;
    this.index = index;
    this.digests = digests;
  }

  /**
   * Starts it: the projections follow from where they stood, or from the start of the journal.
   *
   * @param config of an actor system that reads this database
   * @param space whose vectors are indexed
   * @param indexFolder where the index is saved
   */
  public static ReplayNode start(
      Config config, Databases databases, EmbeddingSpace space, Path indexFolder) {
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "muninn-replay", config);
    JournalReader reader = new JournalReader(system, databases);
    JournalProjections projections = new JournalProjections(system, databases, reader);
    projections.start(MediaViewProjection.SPEC, MediaViewProjection::new);
    projections.start(PipelineProjection.SPEC, () -> PipelineProjection.ofViewsAlone(space));
    projections.start(SourceProjection.SPEC, SourceProjection::new);
    IndexSettings settings = QuerySettings.from(config).index();
    IndexProjection index =
        new IndexProjection(
            system,
            new SqlIndexJournal(reader, databases.writer()),
            space,
            settings,
            new IndexFolder(indexFolder, space, settings.engines()),
            (key, result) -> CompletableFuture.completedFuture(new MediaItemReply.AlreadyDone(0)),
            ShownWords.ALWAYS,
            "replay");
    index.start().toCompletableFuture().join();
    NodeDigests digests =
        new NodeDigests(
            reader,
            projections,
            databases,
            () -> List.of(index),
            new ContentRows(new MediaReads(new TenantSql(databases))),
            system.dispatchers().lookup(DispatcherSelector.fromConfig(BLOCKING)));
    return new ReplayNode(system, reader, projections, index, digests);
  }

  public NodeDigests digests() {
    return digests;
  }

  /** Rebuilds by a size; close it before this node. */
  public NodeRebuilds rebuilds(RebuildSize size) {
    return new NodeRebuilds(
        projections, () -> List.of(index), Optional.empty(), size, Clock.systemUTC());
  }

  /** Whether everything has taken in what was committed before the call. Blocking. */
  public boolean isFresh() {
    boolean views =
        projections.names().stream()
            .allMatch(name -> projections.awaitFresh(name, LOOK).toCompletableFuture().join() == 0);
    return views && index.hasPassed(reader.horizonNow());
  }

  /** Returns when nothing of the index is left to be linked in the background. */
  public void settle() {
    index.settled().toCompletableFuture().join();
  }

  public ActorSystem<Void> system() {
    return system;
  }

  @Override
  public void close() {
    index.close();
    projections.close();
    reader.close();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
