package dev.muninn.node.bench.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.cluster.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesCheckTest {
  @TempDir Path folder;
  private final Findings findings = new Findings();

  @Test
  void findsWhatIsMissingForeignOrThereTwice() throws IOException {
    blob("org/image/aa/aaaa.jpg");
    blob("org/video/aa/aaaa.mp4");
    blob("org/image/bb/bbbb.jpg");
    new FilesCheck(new DataFolder(folder), findings).pool(Set.of("aaaa", "cccc"));
    List<String> found = findings.list();
    assertEquals(3, found.size(), found::toString);
    assertTrue(found.stream().anyMatch(one -> one.contains("holds aaaa twice")));
    assertTrue(found.stream().anyMatch(one -> one.contains("bbbb.jpg, which belongs")));
    assertTrue(found.stream().anyMatch(one -> one.contains("lacks cccc")));
  }

  @Test
  void aPoolOfExactlyTheReceiptsIsFine() throws IOException {
    blob("org/image/aa/aaaa.jpg");
    new FilesCheck(new DataFolder(folder), findings).pool(Set.of("aaaa"));
    assertEquals(List.of(), findings.list());
  }

  private void blob(String name) throws IOException {
    Path file = new DataFolder(folder).pool().resolve(name);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }
}
