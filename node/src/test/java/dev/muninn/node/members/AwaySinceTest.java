package dev.muninn.node.members;

import static org.junit.jupiter.api.Assertions.assertEquals;

import akka.actor.Address;
import akka.cluster.UniqueAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AwaySinceTest {
  private static final UniqueAddress ONE =
      new UniqueAddress(new Address("akka", "muninn", "127.0.0.1", 1), 1L);
  private static final UniqueAddress OTHER =
      new UniqueAddress(new Address("akka", "muninn", "127.0.0.1", 2), 2L);
  private final Steps clock = new Steps();
  private final AwaySince away = new AwaySince(Duration.ofSeconds(3), clock);

  /** Goes on when it is told to. */
  private static final class Steps extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private void seconds(int count) {
      now = now.plusSeconds(count);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void namesEachAfterItsOwnTimeThoughOthersCome() {
    assertEquals(List.of(), away.tooLong(Set.of(ONE)));
    clock.seconds(2);
    assertEquals(List.of(), away.tooLong(Set.of(ONE, OTHER)));
    clock.seconds(1);
    assertEquals(List.of(ONE), away.tooLong(Set.of(ONE, OTHER)));
  }

  @Test
  void beginsAnewForOneThatWasBack() {
    away.tooLong(Set.of(ONE));
    clock.seconds(2);
    away.tooLong(Set.of());
    away.tooLong(Set.of(ONE));
    clock.seconds(2);
    assertEquals(List.of(), away.tooLong(Set.of(ONE)));
  }
}
