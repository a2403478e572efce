package dev.muninn.query.projection;

import akka.Done;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.query.projection.IndexJournal.Extent;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One making anew of the full text, on its way. Not thread-safe. */
final class TextRebuild {
  private final Optional<Extent> extent;
  private final IndexProjection.Progress progress;
  private final CompletableFuture<Done> whole = new CompletableFuture<>();
  private long events;

  /** {@code extent} is what it has to read; empty where the journal is. */
  TextRebuild(Optional<Extent> extent, IndexProjection.Progress progress) {
    this.extent = extent;
    this.progress = progress;
  }

  /** So many events more. */
  void read(int more) {
    events += more;
    progress.read(events, Math.max(events, extent.map(Extent::events).orElse(0L)));
  }

  boolean isWhole(JournalOffset reached) {
    return extent.isEmpty() || !extent.get().last().isAfter(reached);
  }

  /** Completes with {@link #end} or {@link #fail}. */
  CompletionStage<Done> whole() {
    return whole;
  }

  void end() {
    whole.complete(Done.getInstance());
  }

  void fail(String cause) {
    whole.completeExceptionally(new IllegalStateException(cause));
  }
}
