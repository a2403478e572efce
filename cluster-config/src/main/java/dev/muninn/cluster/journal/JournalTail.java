package dev.muninn.cluster.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The end of the journal in memory: everything after {@code from} up to {@code position}, bounded
 * by count and bytes, and those who wait for more. Offsets are totally ordered, so a subscriber
 * that is further back reads from the database and, once its offset falls in here, goes on without
 * a seam. Thread-safe.
 */
final class JournalTail {
  private static final int MOST_EVENTS = 4_096;
  private static final long MOST_BYTES = 8L << 20;

  private final Deque<Held> held = new ArrayDeque<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private JournalOffset from = JournalOffset.START;
  private JournalOffset position = JournalOffset.START;
  private boolean open;
  private long bytes;

  private record Held(JournalEvent event, int size) {}

  private record Waiter(JournalOffset after, int limit, CompletableFuture<JournalBatch> batch) {}

  /** Where memory begins: everything up to here is in the database alone. */
  synchronized void open(JournalOffset at) {
    from = at;
    position = at;
    open = true;
    wake();
  }

  synchronized JournalOffset position() {
    return position;
  }

  synchronized JournalOffset from() {
    return from;
  }

  synchronized boolean isOpen() {
    return open;
  }

  synchronized void append(JournalBatch batch, List<Integer> sizes) {
    Iterator<Integer> size = sizes.iterator();
    for (JournalEvent event : batch.events()) {
      Held next = new Held(event, size.next());
      held.addLast(next);
      bytes += next.size();
    }
    position = batch.upTo();
    wake();
    while (held.size() > MOST_EVENTS || bytes > MOST_BYTES) {
      Held oldest = held.removeFirst();
      bytes -= oldest.size();
      from = oldest.event().offset();
    }
  }

  /** What follows {@code after}, now or later; empty when it lies before memory begins. */
  synchronized Optional<CompletionStage<JournalBatch>> after(JournalOffset after, int limit) {
    if (open && from.isAfter(after)) {
      return Optional.empty();
    }
    CompletableFuture<JournalBatch> batch = new CompletableFuture<>();
    if (open && position.isAfter(after)) {
      batch.complete(slice(after, limit));
    } else {
      waiters.add(new Waiter(after, limit, batch));
    }
    return Optional.of(batch);
  }

  private void wake() {
    List<Waiter> ready = waiters.stream().filter(w -> position.isAfter(w.after())).toList();
    waiters.removeAll(ready);
    for (Waiter waiter : ready) {
      JournalBatch batch =
          from.isAfter(waiter.after())
              ? new JournalBatch(List.of(), waiter.after())
              : slice(waiter.after(), waiter.limit());
      waiter.batch().completeAsync(() -> batch);
    }
  }

  /** From the end backwards, since subscribers are mostly near it. */
  private JournalBatch slice(JournalOffset after, int limit) {
    Deque<JournalEvent> events = new ArrayDeque<>();
    Iterator<Held> backwards = held.descendingIterator();
    while (backwards.hasNext()) {
      JournalEvent event = backwards.next().event();
      if (!event.offset().isAfter(after)) {
        break;
      }
      events.addFirst(event);
      if (events.size() > limit) {
        events.removeLast();
      }
    }
    List<JournalEvent> chosen = List.copyOf(events);
    boolean cut = chosen.size() == limit;
    return new JournalBatch(chosen, cut ? chosen.get(limit - 1).offset() : position);
  }
}
