package dev.muninn.cluster.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  private final Refusals refusals =
      new Refusals(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));

  @Test
  void whoComesAgainAndAgainIsOneEntryThatCounts() {
    refusals.add("worker", "is too new");
    refusals.add("laptop", "is a stranger");
    refusals.add("worker", "is too new");
    List<Refusals.Refusal> last = refusals.last();
    assertEquals(List.of("laptop", "worker"), last.stream().map(r -> r.peer()).toList());
    assertEquals(2, last.get(1).times());
    assertEquals(1, last.get(0).times());
  }

  @Test
  void keepsTheLatestFifty() {
    for (int i = 0; i < 60; i++) {
      refusals.add("peer-" + i, "no");
    }
    assertEquals(50, refusals.last().size());
    assertEquals("peer-59", refusals.last().get(49).peer());
  }

  @Test
  void wordsFromOutsideForgeNoLine() {
    refusals.clock("a\nb", "x\ty");
    assertEquals("a b", refusals.last().get(0).peer());
    assertEquals("x y", refusals.last().get(0).words());
  }
}
