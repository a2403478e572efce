package dev.muninn.node.replay;

import dev.muninn.catalog.Rebuilds;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.RebuildSize;
import dev.muninn.ingest.pipeline.PipelineProjection;
import dev.muninn.media.Base32;
import dev.muninn.query.projection.IndexProjection;
import dev.muninn.query.projection.TextProjection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * {@link Rebuilds} of this node: every projection that runs here, and its vector indexes. {@code
 * PIPELINE} is the pipeline's views, {@code VIEWS} those of all other projections, {@code INDEX}
 * the vectors and the full text. Remembers the rebuilds since its start. Thread-safe.
 */
public final class NodeRebuilds implements NamedRebuilds, AutoCloseable {
  private static final long CLOSE_SECONDS = 5;

  private final JournalProjections projections;
  private final Supplier<List<IndexProjection>> indexes;
  private final Optional<TextProjection> text;
  private final RebuildSize size;
  private final Clock clock;
  private final ExecutorService thread = Executors.newSingleThreadExecutor(NodeRebuilds::named);
  private final Map<String, RebuildRun> all = new LinkedHashMap<>();
  private Optional<RebuildRun> last = Optional.empty();

  /** {@code size} is how much at a time; what comes out does not depend on it. */
  public NodeRebuilds(
      JournalProjections projections,
      Supplier<List<IndexProjection>> indexes,
      Optional<TextProjection> text,
      RebuildSize size,
      Clock clock) {
    this.projections = projections;
    this.indexes = indexes;
    this.text = text;
    this.size = size;
    this.clock = clock;
  }

  private static Thread named(Runnable work) {
    Thread thread = new Thread(work, "muninn-rebuild");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public CompletionStage<Rebuild> start(Target target) {
    return start(target, Base32.random(), Elsewhere.NOTHING);
  }

  @Override
  public synchronized CompletionStage<Rebuild> start(
      Target target, String rebuildId, Elsewhere elsewhere) {
    if (last.isEmpty() || last.get().ended()) {
      RebuildRun run =
          new RebuildRun(rebuildId, target, views(target), elsewhere, indexes(target), clock);
      thread.execute(run);
      all.put(run.id(), run);
      last = Optional.of(run);
    }
    return CompletableFuture.completedFuture(last.get().now());
  }

  @Override
  public synchronized CompletionStage<Optional<Rebuild>> find(String rebuildId) {
    return CompletableFuture.completedFuture(
        Optional.ofNullable(all.get(rebuildId)).map(RebuildRun::now));
  }

  @Override
  public synchronized CompletionStage<Optional<Rebuild>> latest() {
    return CompletableFuture.completedFuture(last.map(RebuildRun::now));
  }

  private List<PartRun> views(Target target) {
    return projectionsOf(target)
        .<PartRun>map(name -> new ViewRun(projections, name, size))
        .toList();
  }

  private List<PartRun> indexes(Target target) {
    List<PartRun> parts = new ArrayList<>();
    if (target == Target.INDEX || target == Target.ALL) {
      for (IndexProjection index : indexes.get()) {
        parts.add(
            new IndexRun(
                parts.isEmpty() ? IndexRun.NAME : IndexRun.nameOf(index),
                progress -> index.rebuild(size.group(), progress)));
      }
      // last: it reads the views
      text.map(one -> new IndexRun(IndexRun.TEXT, one::rebuild)).ifPresent(parts::add);
    }
    return parts;
  }

  private Stream<String> projectionsOf(Target target) {
    Stream<String> names = projections.names().stream().sorted();
    return switch (target) {
      case VIEWS -> names.filter(name -> !name.equals(PipelineProjection.NAME));
      case PIPELINE -> names.filter(name -> name.equals(PipelineProjection.NAME));
      case ALL -> names;
      case INDEX -> Stream.empty();
    };
  }

  /** Ends what runs; what was not swapped changes nothing. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
