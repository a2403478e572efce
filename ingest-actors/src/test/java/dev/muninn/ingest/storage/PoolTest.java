package dev.muninn.ingest.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.blob.ContentChangedException;
import dev.muninn.blob.StagedBlob;
import dev.muninn.cluster.DataFolder;
import dev.muninn.hash.Blake3;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ContentHash;
import dev.muninn.media.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PoolTest extends StorageFixture {
  @Test
  void adoptsWithEveryNewFolderSyncedBeforeAndTheNameAfter() throws IOException {
    StagedBlob blob = stage(jpeg(100, 1), 100);
    BlobKey key = keyOf(blob);
    String aa = blob.hash().value().substring(0, 2);
    disk.callsAndForget();

    storage.blobs().adopt(storage.staging().path(blob.ref()), key);

    assertEquals(
        List.of(
            "folder pool/home",
            "sync-folder pool",
            "folder pool/home/image",
            "sync-folder pool/home",
            "folder pool/home/image/" + aa,
            "sync-folder pool/home/image",
            "rename pool/" + masked(key),
            "sync-folder pool/home/image/" + aa),
        masked(disk.calls));
  }

  @Test
  void copiesByWriteSyncRenameSync() throws IOException {
    byte[] bytes = jpeg(3_000_000, 2);
    Path from = Files.write(root.resolve("from.jpg"), bytes);
    ContentHash hash = ContentHash.ofBytes(Blake3.hash(bytes));
    BlobKey key = BlobKey.of(ORG, hash, MediaType.JPEG);

    storage.blobs().copy(from, hash, key);

    assertArrayEquals(bytes, Files.readAllBytes(storage.blobs().path(key)));
    List<String> calls = masked(disk.calls);
    assertEquals("create staging/*.part", calls.get(0));
    assertEquals("sync staging/*.part", calls.get(1));
    assertEquals("rename pool/" + masked(key), calls.get(calls.size() - 2));
    assertTrue(calls.get(calls.size() - 1).startsWith("sync-folder pool/home/image/"));
    assertTrue(Files.exists(from), "a source is never touched");
  }

  @Test
  void refusesToCopyOtherBytes() throws IOException {
    Path from = Files.write(root.resolve("from.jpg"), jpeg(5000, 3));
    ContentHash other = ContentHash.ofBytes(Blake3.hash(jpeg(5000, 4)));
    BlobKey key = BlobKey.of(ORG, other, MediaType.JPEG);

    assertThrows(ContentChangedException.class, () -> storage.blobs().copy(from, other, key));
    assertFalse(Files.exists(storage.blobs().path(key)));
    assertEquals(0, filesIn("staging"));
  }

  @Test
  void showsNoBlobBeforeItIsSynced() throws IOException {
    byte[] bytes = jpeg(5000, 5);
    Path from = Files.write(root.resolve("from.jpg"), bytes);
    ContentHash hash = ContentHash.ofBytes(Blake3.hash(bytes));
    BlobKey key = BlobKey.of(ORG, hash, MediaType.JPEG);
    for (String crash : List.of("create staging", "sync staging", "folder pool", "rename pool")) {
      disk.failAt(crash);
      assertThrows(IOException.class, () -> storage.blobs().copy(from, hash, key), crash);
      assertFalse(Files.exists(storage.blobs().path(key)), crash);
    }

    disk.failAt("none");
    storage.blobs().copy(from, hash, key);
    assertTrue(Files.exists(storage.blobs().path(key)));
  }

  @Test
  void repeatsAnAdoptionAfterACrash() throws IOException {
    StagedBlob blob = stage(jpeg(100, 1), 100);
    Path staged = storage.staging().path(blob.ref());
    storage.blobs().adopt(staged, keyOf(blob));

    storage.blobs().adopt(staged, keyOf(blob));

    assertTrue(Files.exists(storage.blobs().path(keyOf(blob))));
    assertThrows(
        NoSuchFileException.class,
        () -> storage.blobs().adopt(staged, keyOf(stage(jpeg(100, 9), 100))));
  }

  @Test
  void storesEqualBytesOnceWhenManyAdoptAtTheSameTime() throws Exception {
    byte[] bytes = jpeg(200_000, 6);
    List<StagedBlob> staged = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      staged.add(stage(bytes, 50_000));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> adoptions = new ArrayList<>();
      for (StagedBlob blob : staged) {
        Path file = storage.staging().path(blob.ref());
        adoptions.add(
            threads.submit(
                () -> {
                  storage.blobs().adopt(file, keyOf(blob));
                  return null;
                }));
      }
      for (Future<?> adoption : adoptions) {
        adoption.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertEquals(1, filesIn("pool"));
    assertEquals(0, filesIn("staging"));
    assertArrayEquals(bytes, Files.readAllBytes(storage.blobs().path(keyOf(staged.get(0)))));
  }

  @Test
  void namesItsVolumeTheSameEachTime() throws IOException {
    StorageModule again =
        StorageModule.open(
            new LocalDisk(), new DataFolder(root), SETTINGS, source -> Optional.empty(), null);

    assertEquals(storage.blobs().volume(), again.blobs().volume());
    assertTrue(again.blobs().volume().matches("pool-[0-9a-f]{12}"), again.blobs().volume());
  }
}
