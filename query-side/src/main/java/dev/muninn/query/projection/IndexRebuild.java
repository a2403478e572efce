package dev.muninn.query.projection;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.japi.Pair;
import akka.stream.KillSwitches;
import akka.stream.UniqueKillSwitch;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.query.projection.IndexJournal.Extent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes the partitions of a space anew in the shadow: a stream and a thread of its own, no file, no
 * {@code Indexed}. What it makes is the same however it groups the events. Used once, then closed.
 */
final class IndexRebuild implements AutoCloseable {

  private final ActorSystem<?> system;
  private final IndexJournal journal;
  private final IndexPartitions shadow;
  private final int group;
  private final IndexProjection.Progress progress;
  private final ExecutorService thread;
  private volatile Optional<UniqueKillSwitch> stream = Optional.empty();
  private long read;

  /** {@code shadow} is empty; {@code group} events are taken in at a time. */
  IndexRebuild(
      ActorSystem<?> system,
      IndexJournal journal,
      IndexPartitions shadow,
      int group,
      IndexProjection.Progress progress) {
    this.system = system;
    this.journal = journal;
    this.shadow = shadow;
    this.group = group;
    this.progress = progress;
    this.thread = Executors.newSingleThreadExecutor(IndexRebuild::named);
  }

  private static Thread named(Runnable work) {
    Thread thread = new Thread(work, "muninn-index-rebuild");
    thread.setDaemon(true);
    return thread;
  }

  /** What was made so far; to be read after {@link #upTo} has completed. */
  IndexPartitions shadow() {
    return shadow;
  }

  /** Reads on to the last event of a media item at or before {@code place}; at once if there. */
  CompletionStage<Done> upTo(JournalOffset place) {
    return CompletableFuture.supplyAsync(() -> journal.upTo(place), thread)
        .thenCompose(extent -> readTo(extent))
        .thenApplyAsync(this::settled, thread);
  }

  /** The old index answers until the new graphs are whole. */
  private Done settled(Done read) {
    shadow.settle();
    return read;
  }

  private CompletionStage<Done> readTo(Optional<Extent> extent) {
    if (extent.isEmpty() || !extent.get().last().isAfter(shadow.offset())) {
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    JournalOffset last = extent.get().last();
    Pair<UniqueKillSwitch, CompletionStage<Done>> running =
        journal
            .after(shadow.offset())
            .takeWhile(event -> last.isAfter(event.offset()), true)
            .viaMat(KillSwitches.single(), Keep.right())
            .grouped(group)
            .mapAsync(1, events -> apply(events, extent.get().events()))
            .toMat(Sink.ignore(), Keep.both())
            .run(system);
    stream = Optional.of(running.first());
    return running.second();
  }

  private CompletionStage<Done> apply(List<JournalEvent> events, long ofEvents) {
    return CompletableFuture.supplyAsync(
        () -> {
          shadow.apply(events);
          read += events.size();
          progress.read(read, Math.max(read, ofEvents));
          return Done.getInstance();
        },
        thread);
  }

  /** Ends it, done or not. */
  @Override
  public void close() {
    stream.ifPresent(running -> running.abort(new IllegalStateException("the rebuild was ended")));
    thread.shutdown();
  }
}
