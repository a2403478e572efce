package dev.muninn.ingest.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.blob.StoreAwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreMarkTest {
  private final OneStoreId ids = new OneStoreId();
  @TempDir private Path folder;
  private Path pool;

  @BeforeEach
  void makePool() throws IOException {
    pool = Files.createDirectory(folder.resolve("pool"));
  }

  @Test
  void twoNodesThatSeeTheSameFolderHaveOneStore() throws IOException {
    assertTrue(StoreMark.of(pool, ids).look());
    assertTrue(StoreMark.of(pool, ids).look());
  }

  @Test
  void anEmptyFolderOfASecondNodeIsNotTheStore() throws IOException {
    StoreMark.of(pool, ids);
    Path other = Files.createDirectory(folder.resolve("other"));
    StoreMark mark = StoreMark.of(other, ids);
    assertFalse(mark.look());
    String words = assertThrows(StoreAwayException.class, mark::require).getMessage();
    assertTrue(words.contains("is its disk mounted?"), words);
    assertEquals(0, other.toFile().list().length);
  }

  @Test
  void theFilesOfANodeThatWasAloneAreMarked() throws IOException {
    ids.offer("known");
    Files.createDirectory(pool.resolve("home"));
    assertTrue(StoreMark.of(pool, ids).look());
  }

  @Test
  void theStoreOfAnotherClusterIsRefusedAndNamed() throws IOException {
    StoreMark.of(pool, ids);
    OneStoreId others = new OneStoreId();
    others.offer("another");
    StoreMark mark = StoreMark.of(pool, others);
    assertFalse(mark.look());
    assertTrue(mark.words().contains(ids.known().orElseThrow()), mark.words());
  }

  @Test
  void aFolderThatIsUnmountedAndMountedAgainIsSeen() throws IOException {
    StoreMark mark = StoreMark.of(pool, ids);
    Path aside = folder.resolve("aside");
    Files.move(pool, aside);
    assertFalse(mark.look());
    Files.createDirectory(pool);
    assertFalse(mark.look());
    assertFalse(mark.isThere());
    Files.delete(pool);
    Files.move(aside, pool);
    assertTrue(mark.isThere());
  }
}
