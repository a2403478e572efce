package dev.muninn.ingest.pipeline;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What may run beside what on this node. Ordinary work shares it; an item that took several workers
 * with it has the node for itself, so that its next victim is nobody else's work. Who demands that
 * stops others from beginning, so its turn comes in bounded time. Thread-safe.
 */
final class Solitude {
  /** A demand that is not repeated is forgotten: whoever made it may be gone. */
  private static final Duration DEMAND = Duration.ofSeconds(10);

  private final LongSupplier nanos;
  private int present;
  private boolean alone;
  private boolean demanded;
  private long demandedAt;

  Solitude(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Room for some more ordinary items; empty while one is alone or demands to be. */
  synchronized Optional<Stay> share(int items) {
    if (alone || isDemanded()) {
      return Optional.empty();
    }
    present += items;
    return Optional.of(new Stay(items));
  }

  /** The node for one item; empty while anything runs. */
  synchronized Optional<Stay> alone() {
    if (present > 0) {
      return Optional.empty();
    }
    alone = true;
    demanded = false;
    present = 1;
    return Optional.of(new Stay(1));
  }

  /** From now on nothing else begins; to be repeated while it is wanted. */
  synchronized void demand() {
    demanded = true;
    demandedAt = nanos.getAsLong();
  }

  private boolean isDemanded() {
    return demanded && nanos.getAsLong() - demandedAt < DEMAND.toNanos();
  }

  /** The place that some items take up until they leave. */
  final class Stay {
    private int left;

    private Stay(int items) {
      left = items;
    }

    /** So many of them are done; more than there were do no harm. */
    void leave(int items) {
      synchronized (Solitude.this) {
        int gone = Math.min(items, left);
        left -= gone;
        present -= gone;
        if (present == 0) {
          alone = false;
        }
      }
    }
  }
}
