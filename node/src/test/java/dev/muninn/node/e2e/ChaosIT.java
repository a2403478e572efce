package dev.muninn.node.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few kills in each build; the many are {@code ./muninn bench chaos --kills 200}. */
class ChaosIT {
  /** Shared: the undisturbed run is made once. */
  @TempDir static Path folder;

  @Test
  void fiveKillsUnderLoadLoseNothing() {
    PackagedMuninn.Outcome outcome = chaos("--kills", "5", "--seed", "3");
    assertEquals(0, outcome.exitCode(), outcome::said);
    assertTrue(outcome.said().contains("5 kills {"), outcome::said);
    assertTrue(outcome.said().contains("rounds with a failure: 0"), outcome::said);
  }

  @Test
  void aDatabaseThatStandsStillUnderLoadLosesNothing() {
    PackagedMuninn.Outcome outcome =
        chaos("--scenario", "stopped-database", "--seconds", "10", "--seed", "3");
    assertEquals(0, outcome.exitCode(), outcome::said);
    assertTrue(outcome.said().contains("stopped database: good"), outcome::said);
  }

  private static PackagedMuninn.Outcome chaos(String... words) {
    List<String> all = new ArrayList<>(List.of("bench", "chaos", "--items", "40"));
    all.addAll(List.of("--folder", folder.toString()));
    all.addAll(List.of(words));
    return PackagedMuninn.run(folder, all.toArray(String[]::new));
  }
}
