package dev.muninn.ingest.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.blob.NoRoomException;
import dev.muninn.blob.StagedBlob;
import dev.muninn.blob.StagedWrite;
import dev.muninn.blob.UnsupportedMediaException;
import dev.muninn.hash.Blake3;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ContentHash;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaType;
import dev.muninn.media.StagedRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagingTest extends StorageFixture {
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
  void discardsOnceAndOnceMore() throws IOException {
    StagedRef ref = stage(jpeg(100, 1), 100).ref();

    storage.staging().discard(ref);
    storage.staging().discard(ref);

    assertEquals(0, filesIn("staging"));
  }
}
