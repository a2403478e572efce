package dev.muninn.ingest.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.MediaId;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SampleTest {
  private static final List<MediaId> IDS = ids();

  private static List<MediaId> ids() {
    Random random = new Random(3);
    return Stream.generate(
            () -> {
              byte[] sixteen = new byte[16];
              random.nextBytes(sixteen);
              return MediaId.ofBytes(sixteen);
            })
        .limit(5000)
        .toList();
  }

  @Test
  void holdsItsShare() {
    long held = IDS.stream().filter(new Sample(93, 12)::holds).count();
    assertTrue(held > 500 && held < 700, "12 % of 5000 are 600, not " + held);
    assertEquals(IDS.size(), IDS.stream().filter(new Sample(40, 100)::holds).count());
  }

  @Test
  void samplesInARowHoldEverythingOnce() {
    for (MediaId id : IDS) {
      long times =
          Stream.of(0.0, 25.0, 50.0, 75.0).filter(from -> new Sample(from, 25).holds(id)).count();
      assertEquals(1, times, id.toString());
    }
  }
}
