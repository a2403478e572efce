package dev.muninn.query.projection;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.stream.KillSwitches;
import akka.stream.RestartSettings;
import akka.stream.UniqueKillSwitch;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.RestartSource;
import akka.stream.javadsl.Sink;
import dev.muninn.catalog.IndexStatus;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.query.text.FileSizes;
import dev.muninn.query.text.TextIndex;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node's full text up with the journal: the journal says which items changed, the view
 * what they look like. One thread; see {@link TextWriter} for what it does.
 */
public final class TextProjection implements ShownWords, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TextProjection.class);
  private static final int GROUP = 1_000;
  private static final Duration GROUP_WITHIN = Duration.ofMillis(20);
  private static final long TICK_MS = 100;
  private static final long CLOSE_SECONDS = 30;

  private final ActorSystem<?> system;
  private final IndexJournal journal;
  private final TextIndex index;
  private final TextWriter writer;
  private final ScheduledExecutorService thread;
  private final Lag lag;
  private volatile Optional<UniqueKillSwitch> stream = Optional.empty();
  private volatile int streamed;
  private Optional<Future<?>> ticks = Optional.empty();
  private String trouble = "";

  /**
   * Opens what was saved in {@code folder}; blocking.
   *
   * @param settings how often it is saved
   */
  public TextProjection(
      ActorSystem<?> system,
      IndexJournal journal,
      TextRows rows,
      Path folder,
      IndexSettings settings) {
    this.system = system;
    this.journal = journal;
    this.index = TextIndex.open(folder);
    this.writer = new TextWriter(index, rows, settings);
    this.thread = Executors.newSingleThreadScheduledExecutor(TextProjection::named);
    this.lag = new Lag(() -> journal.ageBeyond(writer.shown()));
    LOG.info("full text loaded items={} offset={}", index.items(), index.saved().format());
  }

  private static Thread named(Runnable work) {
    Thread thread = new Thread(work, "muninn-text");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins to follow the journal. */
  public void start() {
    stream();
    ticks =
        Optional.of(
            thread.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS));
  }

  /** What is searched. */
  public TextIndex index() {
    return index;
  }

  /**
   * What it holds of an org, how large it is, when it was saved, how far it is behind. Blocking.
   */
  public IndexStatus.Text status(OrgId org) {
    FileSizes files = index.files();
    return new IndexStatus.Text(index.items(org), files.bytes(), files.savedAt(), lagMs());
  }

  /** How old the first event is that searches do not see, in ms; 0 without one. Blocking. */
  public long lagMs() {
    return lag.ms();
  }

  /** Says yes while it is made anew: what was shown before answers. */
  @Override
  public boolean show(MediaItemKey item, JournalOffset place) {
    return writer.shows(item, place);
  }

  /** Whether searches see all that the journal says of items up to here. Blocking. */
  public boolean hasPassed(JournalOffset place) {
    return !journal.anyBetween(writer.shown(), place);
  }

  /**
   * Makes the index anew from the journal and the view, while what was shown last answers until it
   * is whole. A process that is killed meanwhile starts with what was saved before.
   */
  public CompletionStage<Done> rebuild(IndexProjection.Progress progress) {
    return CompletableFuture.supplyAsync(
            () -> {
              CompletionStage<Done> whole = writer.restart(journal.upTo(writer.read()), progress);
              stream();
              return whole;
            },
            thread)
        .thenCompose(whole -> whole);
  }

  /** Reads on from where the writer stands, unless that is what is done already. */
  private void stream() {
    if (stream.isEmpty() || streamed != writer.life()) {
      stream.ifPresent(UniqueKillSwitch::shutdown);
      streamed = writer.life();
      stream = Optional.of(run(streamed));
    }
  }

  private UniqueKillSwitch run(int life) {
    RestartSettings backoff =
        RestartSettings.create(Duration.ofMillis(200), Duration.ofSeconds(10), 0.2);
    return RestartSource.withBackoff(backoff, () -> journal.after(writer.read()))
        .viaMat(KillSwitches.single(), Keep.right())
        .groupedWithin(GROUP, GROUP_WITHIN)
        .mapAsync(1, events -> apply(life, events))
        .toMat(Sink.ignore(), Keep.left())
        .run(system);
  }

  private CompletionStage<Done> apply(int life, List<JournalEvent> events) {
    return CompletableFuture.supplyAsync(() -> writer.apply(life, events), thread)
        .thenCompose(room -> room);
  }

  private void tick() {
    try {
      writer.tick();
      stream();
      trouble = "";
    } catch (RuntimeException e) {
      // once, and not each time: an outage may last
      if (!trouble.equals(e.toString())) {
        trouble = e.toString();
        LOG.warn("the full text waits, will retry cause='{}'", trouble);
      }
    }
  }

  /** Stops reading and saves. */
  @Override
  public void close() {
    // first: a tick would open again what was closed
    ticks.ifPresent(all -> all.cancel(false));
    stream.ifPresent(UniqueKillSwitch::shutdown);
    thread.execute(writer::close);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the full text is still saving after {} s: left to itself", CLOSE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
