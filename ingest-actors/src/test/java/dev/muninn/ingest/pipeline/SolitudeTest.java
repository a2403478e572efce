package dev.muninn.ingest.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SolitudeTest {
  private final AtomicLong now = new AtomicLong();
  private final Solitude solitude = new Solitude(now::get);

  @Test
  void ordinaryWorkSharesTheNode() {
    assertTrue(solitude.share(2).isPresent());
    assertTrue(solitude.share(3).isPresent());
    assertEquals(Optional.empty(), solitude.alone());
  }

  @Test
  void whoIsAloneHasNobodyBesideIt() {
    Solitude.Stay alone = solitude.alone().orElseThrow();
    assertEquals(Optional.empty(), solitude.share(1));
    assertEquals(Optional.empty(), solitude.alone());
    alone.leave(1);
    assertTrue(solitude.share(1).isPresent());
  }

  @Test
  void aDemandKeepsOthersFromBeginningUntilItIsMet() {
    Solitude.Stay busy = solitude.share(2).orElseThrow();
    solitude.demand();
    assertEquals(Optional.empty(), solitude.share(1));
    busy.leave(1);
    assertEquals(Optional.empty(), solitude.alone());
    busy.leave(1);
    solitude.alone().orElseThrow().leave(1);
    assertTrue(solitude.share(1).isPresent());
  }

  @Test
  void aDemandThatIsNotRepeatedIsForgotten() {
    assertTrue(solitude.share(1).isPresent());
    solitude.demand();
    now.addAndGet(Duration.ofSeconds(11).toNanos());
    assertTrue(solitude.share(1).isPresent());
  }

  @Test
  void leavingTwiceCountsOnce() {
    Solitude.Stay first = solitude.share(1).orElseThrow();
    Solitude.Stay second = solitude.share(1).orElseThrow();
    first.leave(1);
    first.leave(5);
    assertEquals(Optional.empty(), solitude.alone());
    second.leave(1);
    assertTrue(solitude.alone().isPresent());
  }
}
