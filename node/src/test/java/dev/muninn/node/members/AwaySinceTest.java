package dev.muninn.node.members;

import static org.junit.jupiter.api.Assertions.assertEquals;

import akka.actor.Address;
import akka.cluster.UniqueAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AwaySinceTest {
  private static final UniqueAddress ONE =
      new UniqueAddress(new Address("akka", "muninn", "127.0.0.1", 1), 1L);
  private static final UniqueAddress OTHER =
      new UniqueAddress(new Address("akka", "muninn", "127.0.0.1", 2), 2L);
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final AwaySince away = new AwaySince(Duration.ofSeconds(3), () -> now);

  @Test
  void namesEachAfterItsOwnTimeThoughOthersCome() {
    assertEquals(List.of(), away.tooLong(Set.of(ONE)));
    now = now.plusSeconds(2);
    assertEquals(List.of(), away.tooLong(Set.of(ONE, OTHER)));
    now = now.plusSeconds(1);
    assertEquals(List.of(ONE), away.tooLong(Set.of(ONE, OTHER)));
  }

  @Test
  void beginsAnewForOneThatWasBack() {
    away.tooLong(Set.of(ONE));
    now = now.plusSeconds(2);
    away.tooLong(Set.of());
    away.tooLong(Set.of(ONE));
    now = now.plusSeconds(2);
    assertEquals(List.of(), away.tooLong(Set.of(ONE)));
  }
}
