package dev.muninn.cluster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JournalTailTest {
  private final JournalTail tail = new JournalTail();

  private static JournalOffset at(long n) {
    return new JournalOffset(n, n);
  }

  private void append(long first, long last, int size) {
    List<JournalEvent> events =
        LongStream.rangeClosed(first, last)
            .mapToObj(n -> new JournalEvent("A|1", n, "e" + n, Instant.EPOCH, at(n)))
            .toList();
    tail.append(new JournalBatch(events, at(last)), Collections.nCopies(events.size(), size));
  }

  private static List<Long> numbers(CompletionStage<JournalBatch> batch) {
    return batch.toCompletableFuture().join().events().stream()
        .map(JournalEvent::sequenceNr)
        .toList();
  }

  @Test
  void givesWhatFollowsAndNoMoreThanTheLimit() {
    tail.open(at(10));
    append(11, 15, 1);
    assertEquals(List.of(13L, 14L), numbers(tail.after(at(12), 2).orElseThrow()));
    JournalBatch cut = tail.after(at(12), 2).orElseThrow().toCompletableFuture().join();
    assertEquals(at(14), cut.upTo());
  }

  @Test
  void whoIsUpToDateWaitsForTheNextOne() {
    tail.open(at(10));
    CompletionStage<JournalBatch> next = tail.after(at(10), 5).orElseThrow();
    assertFalse(next.toCompletableFuture().isDone());
    append(11, 11, 1);
    assertEquals(List.of(11L), numbers(next));
  }

  @Test
  void whoIsBehindMemoryIsSentToTheDatabase() {
    CompletionStage<JournalBatch> early = tail.after(at(3), 5).orElseThrow();
    tail.open(at(10));
    assertEquals(at(3), early.toCompletableFuture().join().upTo(), "asks again");
    assertTrue(tail.after(at(3), 5).isEmpty());
  }

  @Test
  void forgetsTheOldestWhenItHoldsTooManyBytes() {
    tail.open(at(0));
    append(1, 20, 1 << 20);
    assertTrue(tail.after(at(5), 5).isEmpty());
    assertEquals(List.of(20L), numbers(tail.after(at(19), 5).orElseThrow()));
  }

  @Test
  void anOffsetIsWrittenAndReadBackAndOrderedByTransactionFirst() {
    JournalOffset offset = new JournalOffset(7, 99);
    assertEquals(offset, JournalOffset.parse(offset.format()));
    assertTrue(new JournalOffset(8, 1).isAfter(offset));
    assertFalse(offset.isAfter(offset));
    assertThrows(IllegalArgumentException.class, () -> JournalOffset.parse("7"));
    assertThrows(IllegalArgumentException.class, () -> JournalOffset.parse("a:b"));
  }
}
