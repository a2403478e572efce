package dev.muninn.node.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MediansTest {

  @Test
  void percentilesAreNearestRanks() {
    List<Double> values = List.of(5.0, 1.0, 4.0, 2.0, 3.0);
    assertEquals(3.0, Medians.median(values));
    assertEquals(5.0, Medians.percentile(values, 0.99));
    assertEquals(1.0, Medians.percentile(values, 0));
    assertEquals(7.0, Medians.median(List.of(7.0)));
  }
}
