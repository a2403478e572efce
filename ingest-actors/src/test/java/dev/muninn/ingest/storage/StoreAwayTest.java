package dev.muninn.ingest.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muninn.blob.StagedWrite;
import dev.muninn.blob.StoreAwayException;
import dev.muninn.cluster.DataFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store of several nodes is unmounted on this one while a file is received. */
class StoreAwayTest extends StorageFixture {
  private static final StorageSettings SHARED =
      new StorageSettings(1, true, Duration.ofHours(1), Duration.ofHours(1), Duration.ofSeconds(5));

  @BeforeEach
  void share() throws IOException {
    storage =
        StorageModule.open(
            disk, new DataFolder(root), SHARED, source -> Optional.empty(), null, new OneStoreId());
  }

  @Test
  void whatIsReceivedMeanwhileIsRefusedAsThatOfAStoreThatIsAway() throws IOException {
    try (StagedWrite write = storage.staging().begin(ORG)) {
      write.write(ByteBuffer.wrap(jpeg(100, 1)));
      unmount();
      assertThrows(StoreAwayException.class, write::seal);
    }
    assertEquals(0, filesIn("staging"));
  }

  /** It was unmounted between the look at the mark and the making of the file. */
  @Test
  void aFileThatWasBegunInTheEmptyMountPointIsNoReceipt() throws IOException {
    try (StagedWrite write = storage.staging().begin(ORG)) {
      write.write(ByteBuffer.wrap(jpeg(100, 1)));
      Files.delete(root.resolve("pool").resolve(StoreMark.FILE));
      assertThrows(StoreAwayException.class, write::seal);
    }
    assertEquals(0, filesIn("staging"));
  }

  /** Empty folders are left. */
  private void unmount() throws IOException {
    for (String folder : List.of("pool", "staging", "derived")) {
      Files.move(root.resolve(folder), root.resolve("aside-" + folder));
      Files.createDirectory(root.resolve(folder));
    }
  }
}
