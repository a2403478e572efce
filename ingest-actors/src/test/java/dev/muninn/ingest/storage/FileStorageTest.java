package dev.muninn.ingest.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.blob.ContentChangedException;
import dev.muninn.blob.DerivedStore;
import dev.muninn.blob.NoRoomException;
import dev.muninn.blob.StagedBlob;
import dev.muninn.blob.StagedWrite;
import dev.muninn.blob.UnsupportedMediaException;
import dev.muninn.cluster.DataFolder;
import dev.muninn.hash.Blake3;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ContentHash;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.RunId;
import dev.muninn.media.StagedRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStorageTest {

  private static final OrgId ORG = new OrgId("home");
  private static final StorageSettings SETTINGS =
      new StorageSettings(1 << 20, Duration.ofHours(1), Duration.ofHours(1));

  @TempDir private Path root;
  private RecordingDisk disk;
  private StorageModule storage;

  @BeforeEach
  void open() throws IOException {
    root = root.toRealPath();
    disk = new RecordingDisk(root);
    storage =
        StorageModule.open(disk, new DataFolder(root), SETTINGS, source -> Optional.empty(), null);
    disk.callsAndForget();
  }

  @Test
  void namesHashesAndSniffsWhatIsReceived() throws IOException {
    byte[] jpeg = jpeg(300_000, 1);

    StagedBlob blob = stage(jpeg, 8192);

    assertEquals(ContentHash.ofBytes(Blake3.hash(jpeg)), blob.hash());
    assertEquals(jpeg.length, blob.size());
    assertEquals(MediaType.JPEG, blob.type());
    assertArrayEquals(jpeg, Files.readAllBytes(storage.staging().path(blob.ref())));
  }

  @Test
  void keepsStagedFilesPrivate() throws IOException {
    Path file = storage.staging().path(stage(jpeg(100, 1), 100).ref());

    assertEquals("rw-------", permissions(file));
    assertEquals("rwx------", permissions(file.getParent()));
  }

  @Test
  void syncsTheFileThenRenamesThenSyncsTheFolder() throws IOException {
    stage(jpeg(100, 1), 100);

    assertEquals(
        List.of(
            "create staging/*.part",
            "sync staging/*.part",
            "rename staging/*",
            "sync-folder staging"),
        disk.calls);
  }

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
  void leavesNoTraceOfAWriteThatWasNotSealed() throws IOException {
    for (String crash : List.of("sync staging", "rename staging", "sync-folder staging")) {
      disk.failAt(crash);
      assertThrows(IOException.class, () -> stage(jpeg(100, 1), 100), crash);
      assertEquals(0, filesIn("staging"), crash);
    }
    disk.failAt("none");
    try (StagedWrite write = storage.staging().begin(ORG)) {
      write.write(ByteBuffer.wrap(jpeg(100, 1)));
    }
    assertEquals(0, filesIn("staging"));
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
  void refusesTextAsSoonAsItsFirstBytesAreThere() throws IOException {
    byte[] text = "not a picture at all. ".repeat(1000).getBytes(StandardCharsets.UTF_8);

    UnsupportedMediaException refusal;
    try (StagedWrite write = storage.staging().begin(ORG)) {
      refusal =
          assertThrows(
              UnsupportedMediaException.class, () -> write.write(ByteBuffer.wrap(text, 0, 5000)));
      assertEquals(0, write.size());
    }
    assertEquals(ErrorCode.UNSUPPORTED_TYPE, refusal.code());
    assertEquals(0, filesIn("staging"));
  }

  @Test
  void refusesShortTextAndNothingAtAllWhenSealing() throws IOException {
    assertEquals(
        ErrorCode.UNSUPPORTED_TYPE,
        assertThrows(UnsupportedMediaException.class, () -> stage(new byte[] {1, 2, 3}, 3)).code());
    assertEquals(
        ErrorCode.EMPTY_FILE,
        assertThrows(UnsupportedMediaException.class, () -> stage(new byte[0], 1)).code());
    assertEquals(0, filesIn("staging"));
  }

  @Test
  void saysThatTheDiskIsFullAndKeepsNothing() throws IOException {
    disk.fullAfter(100_000);

    NoRoomException full = assertThrows(NoRoomException.class, () -> stage(jpeg(300_000, 1), 9000));

    assertTrue(full.getMessage().contains("full"), full.getMessage());
    assertEquals(0, filesIn("staging"));
  }

  @Test
  void takesNothingInBelowTheFloor() throws IOException {
    Path from = Files.write(root.resolve("from.jpg"), jpeg(100, 1));
    ContentHash hash = ContentHash.ofBytes(Blake3.hash(jpeg(100, 1)));
    disk.usable(1000);

    NoRoomException refusal =
        assertThrows(NoRoomException.class, () -> storage.staging().begin(ORG));
    assertTrue(refusal.getMessage().contains("disk-floor"), refusal.getMessage());
    assertThrows(
        NoRoomException.class,
        () -> storage.blobs().copy(from, hash, BlobKey.of(ORG, hash, MediaType.JPEG)));

    disk.usable(1L << 30);
    stage(jpeg(100, 1), 100);
  }

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
  void discardsOnceAndOnceMore() throws IOException {
    StagedRef ref = stage(jpeg(100, 1), 100).ref();

    storage.staging().discard(ref);
    storage.staging().discard(ref);

    assertEquals(0, filesIn("staging"));
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

  @Test
  void namesItsVolumeTheSameEachTime() throws IOException {
    StorageModule again =
        StorageModule.open(
            new LocalDisk(), new DataFolder(root), SETTINGS, source -> Optional.empty(), null);

    assertEquals(storage.blobs().volume(), again.blobs().volume());
    assertTrue(again.blobs().volume().matches("pool-[0-9a-f]{12}"), again.blobs().volume());
  }

  private StagedBlob stage(byte[] bytes, int piece) throws IOException {
    try (StagedWrite write = storage.staging().begin(ORG)) {
      for (int at = 0; at < bytes.length; at += piece) {
        write.write(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
      }
      return write.seal();
    }
  }

  private static BlobKey keyOf(StagedBlob blob) {
    return BlobKey.of(ORG, blob.hash(), blob.type());
  }

  /** Random bytes behind the first bytes of a JPEG. */
  private static byte[] jpeg(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    System.arraycopy(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, 0, bytes, 0, 3);
    return Arrays.copyOf(bytes, size);
  }

  private long filesIn(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(folder))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static String masked(BlobKey key) {
    return key.value().replaceAll("[a-z2-7]{26}", "*");
  }

  private static List<String> masked(List<String> calls) {
    return calls.stream().map(call -> call.replaceAll("[a-z2-7]{26}", "*")).toList();
  }
}
