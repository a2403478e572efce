package dev.muninn.node;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muninn.blob.DerivedStore;
import dev.muninn.cluster.DataFolder;
import dev.muninn.media.DerivedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessTest {
  @TempDir private Path root;
  private DataFolder data;

  @BeforeEach
  void makeFolders() throws IOException {
    data = new DataFolder(root);
    for (Path folder : List.of(data.pool(), data.staging(), data.derived())) {
      Files.createDirectories(folder);
    }
  }

  @Test
  void needsTheFolders() throws IOException {
    assertDoesNotThrow(() -> Readiness.requireFolders(data, new Store(true)));
    Files.delete(data.staging());
    assertEquals("staging is no folder that can be written", words(new Store(true)));
  }

  @Test
  void needsTheStoreInThem() {
    assertEquals("the store of the originals is not mounted on this node", words(new Store(false)));
  }

  private String words(DerivedStore store) {
    return assertThrows(IllegalStateException.class, () -> Readiness.requireFolders(data, store))
        .getMessage();
  }

  /** Says whether it is there, and has no files. */
  private record Store(boolean isThere) implements DerivedStore {
    @Override
    public Path path(DerivedKey key) {
      throw new IllegalStateException("has no files");
    }

    @Override
    public void adopt(Path finished, DerivedKey key) {
      throw new IllegalStateException("has no files");
    }

    @Override
    public void discard(DerivedKey key) {
      throw new IllegalStateException("has no files");
    }

    @Override
    public Workbench workbench() {
      throw new IllegalStateException("has no files");
    }
  }
}
