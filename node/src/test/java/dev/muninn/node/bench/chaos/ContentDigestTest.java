package dev.muninn.node.bench.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentDigestTest {
  private static final ContentDigest ONE =
      new ContentDigest(Map.of("aa", "kind=image names=[a b]", "bb", "refused 415"));

  @Test
  void namesWhatDiffersAndWhatIsMissing() {
    ContentDigest other =
        new ContentDigest(Map.of("aa", "kind=video names=[a b]", "cc", "kind=image"));
    List<String> differences = ONE.differences(other);
    assertEquals(3, differences.size());
    assertTrue(differences.stream().anyMatch(d -> d.startsWith("cc is\n    missing")));
    assertNotEquals(ONE.digest(), other.digest());
  }

  @Test
  void isTheSameAfterAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("digest");
    ONE.write(file);
    assertEquals(ONE.digest(), ContentDigest.read(file).digest());
    assertEquals(List.of(), ONE.differences(ContentDigest.read(file)));
  }
}
