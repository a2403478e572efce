package dev.muninn.gpu.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.embedding.WorkerFacts.Card;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CardsTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final Card CARD =
      new Card("card", OptionalInt.of(1), OptionalInt.of(2), OptionalInt.of(3));

  @Test
  void asksTheToolOnceForSomeSeconds() {
    List<String> asked = new ArrayList<>();
    Cards cards =
        new Cards(
            () -> {
              asked.add("asked");
              return List.of(CARD);
            },
            Runnable::run,
            NOW);
    assertEquals(List.of(CARD), cards.now().toCompletableFuture().join());
    assertEquals(List.of(CARD), cards.now().toCompletableFuture().join());
    assertEquals(1, asked.size());
  }

  @Test
  void aToolThatThrowsIsAsGoodAsNoneAndIsAskedAgain() {
    List<String> asked = new ArrayList<>();
    AtomicReference<Instant> now = new AtomicReference<>(NOW.instant());
    Cards cards =
        new Cards(
            () -> {
              asked.add("asked");
              throw new IllegalStateException("no tool");
            },
            Runnable::run,
            now::get);
    assertEquals(List.of(), cards.now().toCompletableFuture().join());
    now.set(NOW.instant().plusSeconds(6));
    assertEquals(List.of(), cards.now().toCompletableFuture().join());
    assertEquals(2, asked.size());
  }

  @Test
  void whereNothingCanBeStartedNobodyIsKeptWaiting() {
    Cards cards =
        new Cards(
            () -> List.of(CARD),
            work -> {
              throw new RejectedExecutionException("the node stops");
            },
            NOW);
    assertEquals(List.of(), cards.now().toCompletableFuture().join());
  }

  @Test
  void whileTheToolTakesLongWhatItSaidLongAgoIsNotShownAsNow() {
    Deque<Runnable> later = new ArrayDeque<>();
    AtomicReference<Instant> now = new AtomicReference<>(NOW.instant());
    Cards cards = new Cards(() -> List.of(CARD), later::add, now::get);
    cards.now();
    later.remove().run();
    assertEquals(List.of(CARD), cards.now().toCompletableFuture().join());
    now.set(NOW.instant().plusSeconds(20));
    assertEquals(List.of(CARD), cards.now().toCompletableFuture().join(), "of 20 s ago");
    now.set(NOW.instant().plusSeconds(3_600));
    Card known = new Card("card", OptionalInt.empty(), OptionalInt.of(2), OptionalInt.empty());
    assertEquals(List.of(known), cards.now().toCompletableFuture().join(), "of an hour ago");
  }

  @Test
  void aToolThatTakesTooLongKeepsNobodyWaiting() {
    Cards cards = new Cards(() -> List.of(CARD), never -> {}, NOW);
    assertEquals(List.of(), cards.now().toCompletableFuture().join());
  }
}
