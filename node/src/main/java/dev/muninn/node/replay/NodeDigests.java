package dev.muninn.node.replay;

import dev.muninn.catalog.Digests;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.hash.Blake3;
import dev.muninn.ingest.pipeline.PipelineProjection;
import dev.muninn.media.OrgId;
import dev.muninn.query.projection.IndexProjection;
import dev.muninn.query.projection.MediaViewProjection;
import dev.muninn.query.view.ContentRows;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * {@link Digests} of this node. Both kinds are taken at one point of the journal: the horizon is
 * read first, and everything that is digested must have passed it. What is committed later may or
 * may not be in, so digests are compared on a quiet node; the part {@code journal} says which
 * events were covered for certain. Both fail, in words, when something is still behind the horizon
 * after 15 s. Thread-safe.
 */
public final class NodeDigests implements Digests {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long LOOK_MS = 20;

  private final JournalReader reader;
  private final JournalProjections projections;
  private final ViewDigest views;
  private final Supplier<List<IndexProjection>> indexes;
  private final ContentRows content;
  private final Executor database;

  /** {@code database} is where blocking reads run. */
  public NodeDigests(
      JournalReader reader,
      JournalProjections projections,
      Databases databases,
      Supplier<List<IndexProjection>> indexes,
      ContentRows content,
      Executor database) {
    this.reader = reader;
    this.projections = projections;
    this.views = new ViewDigest(databases.writer());
    this.indexes = indexes;
    this.content = content;
    this.database = database;
  }

  @Override
  public CompletionStage<ReplayDigest> replay() {
    return CompletableFuture.supplyAsync(this::takeReplay, database);
  }

  private ReplayDigest takeReplay() {
    JournalOffset horizon = reader.horizonNow();
    awaitFresh(List.copyOf(projections.names()));
    awaitIndex(horizon);
    List<Part> parts = new ArrayList<>();
    parts.add(views.journal(horizon));
    parts.addAll(views.parts());
    indexes.get().forEach(index -> parts.add(vectors(index, parts)));
    return new ReplayDigest(digestOf(parts), parts);
  }

  /** The first of them is the one that answers, and has no more of a name. */
  private static Part vectors(IndexProjection index, List<Part> before) {
    IndexProjection.State vectors = index.state().toCompletableFuture().join();
    boolean first = before.stream().noneMatch(part -> part.name().startsWith(IndexRun.NAME));
    return new Part(
        first ? IndexRun.NAME : IndexRun.nameOf(index),
        vectors.digest().vectors(),
        vectors.digest().digest());
  }

  private static String digestOf(List<Part> parts) {
    String lines =
        parts.stream()
            .map(part -> part.name() + ' ' + part.rows() + ' ' + part.digest() + '\n')
            .collect(Collectors.joining());
    return HexFormat.of().formatHex(Blake3.hash(lines.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public CompletionStage<ContentDigest> content(OrgId org) {
    return CompletableFuture.supplyAsync(
        () -> {
          awaitFresh(List.of(MediaViewProjection.NAME, PipelineProjection.NAME));
          return content.digest(org);
        },
        database);
  }

  private void awaitFresh(List<String> names) {
    List<CompletableFuture<Long>> behind =
        names.stream()
            .map(name -> projections.awaitFresh(name, PATIENCE).toCompletableFuture())
            .toList();
    for (int i = 0; i < names.size(); i++) {
      long lagMs = behind.get(i).join();
      if (lagMs > 0) {
        throw new IllegalStateException(
            "no digest: the projection " + names.get(i) + " is " + lagMs + " ms behind");
      }
    }
  }

  private void awaitIndex(JournalOffset horizon) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!indexes.get().stream().allMatch(index -> index.hasPassed(horizon))) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("no digest: the vector index is behind the journal");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("no digest: the node stops", e);
    }
  }
}
