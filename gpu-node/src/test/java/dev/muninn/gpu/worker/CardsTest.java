package dev.muninn.gpu.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.embedding.WorkerFacts.Card;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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
  void aToolThatTakesTooLongKeepsNobodyWaiting() {
    Cards cards = new Cards(() -> List.of(CARD), never -> {}, NOW);
    assertEquals(List.of(), cards.now().toCompletableFuture().join());
  }
}
