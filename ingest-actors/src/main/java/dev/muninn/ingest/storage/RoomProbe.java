package dev.muninn.ingest.storage;

import dev.muninn.blob.NoRoomException;
import dev.muninn.blob.StoreAwayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tries whether the disks can be written to after one of them was full: a megabyte, synced and
 * deleted. Quotas and reserved blocks are seen so, which the number of free bytes does not show.
 * Blocking; thread-safe.
 */
public final class RoomProbe {
  private static final int BYTES = 1 << 20;

  private final Disk disk;
  private final FileStagingArea staging;
  private final DiskFloor floor;

  RoomProbe(Disk disk, FileStagingArea staging, DiskFloor floor) {
    this.disk = disk;
    this.staging = staging;
    this.floor = floor;
  }

  /** Why nothing can be written, in words; empty when it can be. */
  public Optional<String> trouble() {
    try {
      floor.check();
      write(staging.part());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(words(DiskFloor.translated(e)));
    }
  }

  private static String words(IOException e) {
    return e instanceof NoRoomException || e instanceof StoreAwayException
        ? e.getMessage()
        : "The disk that holds Muninn's data cannot be written to.";
  }

  private void write(Path part) throws IOException {
    try (Disk.Output output = disk.create(part)) {
      output.write(ByteBuffer.allocate(BYTES));
      output.sync();
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
