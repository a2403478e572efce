package dev.muninn.ingest.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.blob.DerivedStore;
import dev.muninn.blob.StagedWrite;
import dev.muninn.cluster.DataFolder;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.MediaId;
import dev.muninn.media.RunId;
import dev.muninn.media.StagedRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StorageSweepTest extends StorageFixture {
  @Test
  void sweepsWhatIsOldAndUnknown() throws IOException {
    StagedRef orphan = stage(jpeg(100, 1), 100).ref();
    StagedRef wanted = stage(jpeg(100, 2), 100).ref();
    StagedRef fresh = stage(jpeg(100, 3), 100).ref();
    Path part = Files.createFile(root.resolve("staging/" + StagedRef.random() + ".part"));
    Path foreign = Files.createFile(root.resolve("staging/README"));
    FileTime old = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    for (Path file :
        List.of(storage.staging().path(orphan), storage.staging().path(wanted), part, foreign)) {
      Files.setLastModifiedTime(file, old);
    }

    storage.sweep(Instant.now(), wanted::equals);

    assertFalse(Files.exists(storage.staging().path(orphan)));
    assertFalse(Files.exists(part));
    assertTrue(Files.exists(storage.staging().path(wanted)));
    assertTrue(Files.exists(storage.staging().path(fresh)));
    assertTrue(Files.exists(foreign));
  }

  @Test
  void leavesWhatAnotherNodeWritesIntoSharedFolders() throws IOException {
    Path theirs = Files.createFile(root.resolve("staging/" + StagedRef.random() + ".part"));
    Files.setLastModifiedTime(theirs, FileTime.from(storage.openedAt().minusSeconds(5)));
    StorageModule shared =
        StorageModule.open(
            new LocalDisk(),
            new DataFolder(root),
            new StorageSettings(
                1, true, Duration.ofHours(1), Duration.ofHours(1), Duration.ofSeconds(5)),
            source -> Optional.empty(),
            null,
            new OneStoreId());

    shared.sweep(Instant.now(), ref -> false);
    assertTrue(Files.exists(theirs));
    Files.setLastModifiedTime(theirs, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    shared.sweep(Instant.now(), ref -> false);
    assertFalse(Files.exists(theirs));
  }

  @Test
  void sweepsAtOnceWhatAKilledNodeLeftUnfinishedAndNothingOfItsOwn() throws IOException {
    Path left = Files.createFile(root.resolve("staging/" + StagedRef.random() + ".part"));
    Files.setLastModifiedTime(left, FileTime.from(storage.openedAt().minusSeconds(5)));
    StagedRef sealed = stage(jpeg(100, 1), 100).ref();
    Files.setLastModifiedTime(
        storage.staging().path(sealed), FileTime.from(storage.openedAt().minusSeconds(5)));

    try (StagedWrite write = storage.staging().begin(ORG)) {
      write.write(ByteBuffer.wrap(jpeg(100, 2)));
      storage.sweep(Instant.now(), ref -> false);
      assertFalse(Files.exists(left));
      assertTrue(Files.exists(storage.staging().path(sealed)), "its event may be under way");
      write.seal();
    }
  }

  @Test
  void movesDerivedFilesOutOfAWorkbenchThatGoesAway() throws IOException {
    DerivedKey key =
        DerivedKey.of(ORG, new MediaId("a".repeat(26)), RunId.random(), "thumb-256.jpg");
    Path bench;
    try (DerivedStore.Workbench workbench = storage.derived().workbench()) {
      bench = workbench.folder();
      assertEquals("rwx------", permissions(bench));
      Path file = Files.write(bench.resolve("t.jpg"), jpeg(100, 1));
      Files.createDirectories(bench.resolve("scratch/deep"));
      Files.createFile(bench.resolve("scratch/deep/rest"));
      storage.derived().adopt(file, key);
    }

    assertArrayEquals(jpeg(100, 1), Files.readAllBytes(storage.derived().path(key)));
    assertFalse(Files.exists(bench));
  }

  @Test
  void sweepsWorkbenchesOfTheDead() throws IOException {
    Path bench = storage.derived().workbench().folder();
    Files.createFile(bench.resolve("half.jpg"));
    Path fresh = storage.derived().workbench().folder();
    Files.setLastModifiedTime(bench, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

    storage.sweep(Instant.now(), ref -> false);

    assertFalse(Files.exists(bench));
    assertTrue(Files.exists(fresh));
  }
}
