package dev.muninn.cluster.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How far a projection of this process has come, and who waits for it. Thread-safe. */
final class ProjectionPosition {
  private final List<Waiter> waiters = new ArrayList<>();
  private JournalOffset offset = JournalOffset.START;

  private record Waiter(JournalOffset until, CompletableFuture<Boolean> passed) {}

  synchronized JournalOffset offset() {
    return offset;
  }

  void moveTo(JournalOffset next) {
    List<Waiter> ready;
    synchronized (this) {
      offset = next;
      ready = waiters.stream().filter(w -> !w.until().isAfter(next)).toList();
      waiters.removeAll(ready);
    }
    ready.forEach(waiter -> waiter.passed().completeAsync(() -> true));
  }

  /** True once {@code until} has been passed; cancel it to wait no longer. */
  CompletableFuture<Boolean> passed(JournalOffset until) {
    Waiter waiter = new Waiter(until, new CompletableFuture<>());
    synchronized (this) {
      if (!until.isAfter(offset)) {
        waiter.passed().complete(true);
        return waiter.passed();
      }
      waiters.add(waiter);
    }
    waiter.passed().whenComplete((passed, failure) -> forget(waiter));
    return waiter.passed();
  }

  private synchronized void forget(Waiter waiter) {
    waiters.remove(waiter);
  }

  /** For a test: how many wait. */
  synchronized int waiting() {
    return waiters.size();
  }
}
