package dev.muninn.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest {
  private final Console console = new Console();

  @AfterEach
  void close() {
    console.close();
  }

  private static String check(boolean done, String findings) {
    return "{\"checkId\":\"c1\",\"done\":"
        + done
        + ",\"files\":3,\"bytes\":4000,\"left\":0,\"findings\":["
        + findings
        + "]}";
  }

  private static String finding(String fault, String outcome) {
    return "{\"fault\":\""
        + fault
        + "\",\"file\":\"pool/a\\nb.jpg\",\"mediaId\":\"m\",\"words\":\"It is not as it was.\","
        + "\"outcome\":\""
        + outcome
        + "\"}";
  }

  private int verified(String findings, String... words) {
    console
        .server
        .on("POST /api/v1/file-checks", 202, check(false, ""))
        .on("GET /api/v1/file-checks/c1", 200, check(true, findings));
    return console.run(words);
  }

  @Test
  void verifyPrintsEachFindingAndEndsWithOneWhenSomethingIsDamaged() {
    assertEquals(1, verified(finding("flipped", "recorded"), "verify"));
    String line = "flipped  pool/a\\nb.jpg  (m)  It is not as it was.  recorded\n";
    assertTrue(console.said().contains(line), console.said());
    assertTrue(console.said().contains("3 files and 4.0 kB looked at: 1 finding, 1 damaged\n"));
    assertEquals(
        "{\"samplePercent\":100.0,\"repair\":false}", console.sent("POST /api/v1/file-checks"));
  }

  @Test
  void whatWasMendedOrBelongsToNobodyIsNoDamage() {
    String findings = finding("missing", "healed") + "," + finding("stray", "recorded");
    assertEquals(0, verified(findings, "verify", "--repair", "--sample", "0.5%"), console::said);
    assertTrue(console.said().contains("2 findings, nothing is damaged"), console.said());
    assertEquals(
        "{\"samplePercent\":0.5,\"repair\":true}", console.sent("POST /api/v1/file-checks"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0%", "101%", "-3", "all", "NaN"})
  void verifyRefusesASampleThatIsNone(String sample) {
    assertEquals(2, console.run("verify", "--sample", sample));
    assertTrue(console.said().contains("no share above 0% to 100%"), console.said());
  }
}
