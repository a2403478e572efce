package dev.muninn.query.projection;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.stream.KillSwitches;
import akka.stream.RestartSettings;
import akka.stream.UniqueKillSwitch;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.RestartSource;
import akka.stream.javadsl.Sink;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.OrgId;
import dev.muninn.query.index.IndexFolder;
import dev.muninn.query.index.IndexPartition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node's vector index up with the journal: one unsliced stream, one writer thread. A
 * start reads the saved partitions and the tail of the journal after them. See {@link IndexWriter}
 * for what the thread does.
 */
public final class IndexProjection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IndexProjection.class);
  private static final int GROUP = 500;
  private static final Duration GROUP_WITHIN = Duration.ofMillis(20);
  private static final long TICK_MS = 250;
  private static final long CLOSE_SECONDS = 30;

  private final ActorSystem<?> system;
  private final IndexJournal journal;
  private final IndexWriter writer;
  private final ScheduledExecutorService thread;
  private final CompletableFuture<Done> loaded = new CompletableFuture<>();
  private volatile Optional<UniqueKillSwitch> stream = Optional.empty();

  public IndexProjection(
      ActorSystem<?> system,
      IndexJournal journal,
      EmbeddingSpace space,
      IndexSettings settings,
      IndexFolder folder,
      IndexedReporter reporter,
      String node) {
    this.system = system;
    this.journal = journal;
    this.thread = Executors.newSingleThreadScheduledExecutor(IndexProjection::named);
    Clock clock = Clock.systemUTC();
    PendingReports reports = new PendingReports(reporter, space, node, thread, clock);
    this.writer = new IndexWriter(space, settings, folder, reports, clock);
  }

  private static Thread named(Runnable work) {
    Thread thread = new Thread(work, "muninn-index");
    thread.setDaemon(true);
    return thread;
  }

  /** Completes when the saved index answers; the tail of the journal follows by itself. */
  public CompletionStage<Done> start() {
    thread.execute(this::load);
    return loaded;
  }

  /** The partition of an org, if anything of it was embedded yet. */
  public Optional<IndexPartition> partition(OrgId org) {
    return writer.partition(org);
  }

  /** When the partition of an org was last saved. */
  public Optional<Instant> savedAt(OrgId org) {
    return writer.savedAt(org);
  }

  /** What the index has not seen of the journal. Blocking. */
  public Optional<IndexJournal.Backlog> backlog() {
    return journal.beyond(writer.offset());
  }

  private void load() {
    try {
      writer.load(journal.horizon());
      stream = Optional.of(run());
      thread.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
      loaded.complete(Done.getInstance());
    } catch (RuntimeException e) {
      LOG.error("the vector index could not be read", e);
      loaded.completeExceptionally(e);
    }
  }

  private UniqueKillSwitch run() {
    RestartSettings backoff =
        RestartSettings.create(Duration.ofMillis(200), Duration.ofSeconds(10), 0.2);
    return RestartSource.withBackoff(backoff, () -> journal.after(writer.offset()))
        .viaMat(KillSwitches.single(), Keep.right())
        .groupedWithin(GROUP, GROUP_WITHIN)
        .mapAsync(1, this::apply)
        .toMat(Sink.ignore(), Keep.left())
        .run(system);
  }

  private CompletionStage<Done> apply(List<JournalEvent> events) {
    return CompletableFuture.supplyAsync(
        () -> {
          writer.apply(events);
          return Done.getInstance();
        },
        thread);
  }

  private void tick() {
    try {
      writer.tick();
    } catch (RuntimeException e) {
      LOG.error("the vector index could not be saved", e);
    }
  }

  /** Stops reading and saves. */
  @Override
  public void close() {
    stream.ifPresent(UniqueKillSwitch::shutdown);
    thread.execute(writer::close);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the vector index is still saving after {} s: left to itself", CLOSE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The offset up to which the index stands. */
  public JournalOffset offset() {
    return writer.offset();
  }
}
