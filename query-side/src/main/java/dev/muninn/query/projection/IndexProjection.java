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
import dev.muninn.query.index.VectorDigest;
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
import java.util.concurrent.atomic.AtomicReference;
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
  private final EmbeddingSpace space;
  private final IndexWriter writer;
  private final Lag lag;
  private final ScheduledExecutorService thread;
  private final CompletableFuture<Done> loaded = new CompletableFuture<>();
  private volatile Optional<UniqueKillSwitch> stream = Optional.empty();
  private final AtomicReference<IndexRebuild> rebuilding = new AtomicReference<>();

  public IndexProjection(
      ActorSystem<?> system,
      IndexJournal journal,
      EmbeddingSpace space,
      IndexSettings settings,
      IndexFolder folder,
      IndexedReporter reporter,
      ShownWords words,
      String node) {
    this.system = system;
    this.journal = journal;
    this.space = space;
    this.thread = Executors.newSingleThreadScheduledExecutor(IndexProjection::named);
    Clock clock = Clock.systemUTC();
    PendingReports reports = new PendingReports(reporter, words, space, node, thread, clock);
    this.writer = new IndexWriter(space, settings, folder, reports, clock);
    this.lag = new Lag(() -> journal.ageBeyond(writer.offset()));
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

  /** Whose vectors it holds. */
  public EmbeddingSpace space() {
    return space;
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

  /** How old the first event is that the index has not seen, in ms; 0 without one. Blocking. */
  public long lagMs() {
    return lag.ms();
  }

  /** Completes when nothing of the index is left to be linked in the background. */
  public CompletionStage<Done> settled() {
    return CompletableFuture.supplyAsync(
        () -> {
          writer.partitions().all().forEach(IndexPartition::settle);
          return Done.getInstance();
        },
        thread);
  }

  /** Hears how many events of how many a rebuild has read; called on the rebuild's thread. */
  public interface Progress {
    void read(long events, long ofEvents);
  }

  /**
   * Makes the index anew from the journal alone while the old one answers, and swaps: searches that
   * begin then see the new one. Completes after the swap; the files follow by the write order. A
   * process that is killed meanwhile starts with the old files.
   *
   * @param group how many events are taken in at a time; the result is the same for each
   * @return fails with IllegalStateException while another rebuild runs, and with the cause when
   *     the journal could not be read; then the old index goes on
   */
  public CompletionStage<Done> rebuild(int group, Progress progress) {
    IndexRebuild rebuild = new IndexRebuild(system, journal, writer.empty(), group, progress);
    if (!rebuilding.compareAndSet(null, rebuild)) {
      rebuild.close();
      return CompletableFuture.failedFuture(
          new IllegalStateException("the index is being rebuilt already"));
    }
    return rebuild
        .upTo(writer.offset())
        // again for what came meanwhile: the third piece, for which the writer waits, is short
        .thenCompose(done -> rebuild.upTo(writer.offset()))
        .thenApplyAsync(done -> swap(rebuild), thread)
        .whenComplete((done, failure) -> ended(rebuild));
  }

  private Done swap(IndexRebuild rebuild) {
    rebuild.upTo(writer.offset()).toCompletableFuture().join();
    writer.swap(rebuild.shadow());
    return Done.getInstance();
  }

  private void ended(IndexRebuild rebuild) {
    rebuilding.set(null);
    rebuild.close();
  }

  /** Where the index stands and what it holds there, at one moment. */
  public record State(JournalOffset offset, VectorDigest digest) {}

  /** Of the partitions that answer; the writer rests while they are read. */
  public CompletionStage<State> state() {
    return CompletableFuture.supplyAsync(
        () -> new State(writer.offset(), VectorDigest.of(writer.partitions().all())), thread);
  }

  /** Whether the index has taken in all that the journal says of items up to here. Blocking. */
  public boolean hasPassed(JournalOffset place) {
    return !journal.anyBetween(writer.offset(), place);
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
    Optional.ofNullable(rebuilding.get()).ifPresent(IndexRebuild::close);
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
