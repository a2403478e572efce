package dev.muninn.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.catalog.FileChecks.Check;
import dev.muninn.catalog.FileChecks.Fault;
import dev.muninn.catalog.FileChecks.Finding;
import dev.muninn.cluster.jdbc.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScrubIT {
  private static final String BUSY =
      """
      muninn.ingest.integrity.scrub-poll = 100 ms
      muninn.ingest.integrity.scrub-every = 1 ms
      """;

  @TempDir private Path temp;

  @Test
  void findsAFlippedByteWithoutBeingAskedAndItIsMended() throws Exception {
    temp = temp.toRealPath();
    try (TestDatabase database = TestDatabase.create()) {
      StoredPictures pictures = StoredPictures.start(database, temp, 3, BUSY);
      pictures.keepCopiesInASource(1);
      byte[] flipped = pictures.pooled(1);
      flipped[100] ^= 1;
      Files.write(pictures.pool(1), flipped);

      pictures.eventually(() -> pictures.events("Healed") == 1);
      assertEquals(1, pictures.events("DamageFound"));
      pictures.eventually(
          () ->
              pictures
                  .query(
                      "SELECT f.fault || ' ' || f.outcome FROM ops.file_finding f"
                          + " JOIN ops.file_check c USING (check_id) WHERE c.kind = 'scrub'")
                  .equals(List.of("FLIPPED HEALED")));
      Check latest = TestNode.get(pictures.node().checks().latest(pictures.org())).orElseThrow();
      assertEquals(100, latest.extent().samplePercent());
      assertEquals(
          List.of(),
          latest.findings().stream().map(Finding::fault).filter(f -> f != Fault.FLIPPED).toList());
      pictures.node().stop();
    }
  }
}
