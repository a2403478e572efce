package dev.muninn.ingest.storage;

import dev.muninn.blob.DiskRoom;
import dev.muninn.blob.NoRoomException;
import dev.muninn.blob.StoreAwayException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Refuses to fill the disk to the last byte: the database on it must be able to write on, so that a
 * full disk costs uploads and never the journal. Thread-safe.
 */
public final class DiskFloor implements DiskRoom {

  private final Disk disk;
  private final List<Path> folders;
  private final StoreMark mark;
  private final long floorBytes;

  /**
   * @param folders on disks that are written to, each of another one
   */
  DiskFloor(Disk disk, List<Path> folders, StoreMark mark, long floorBytes) {
    this.disk = disk;
    this.folders = List.copyOf(folders);
    this.mark = mark;
    this.floorBytes = floorBytes;
  }

  /**
   * @throws NoRoomException when less than the floor is free, with words that say how much
   * @throws StoreAwayException when the store is not mounted
   */
  public void check() throws IOException {
    requireStore();
    long free = freeBytes();
    if (free < floorBytes) {
      throw new NoRoomException(words(free));
    }
  }

  /**
   * @throws StoreAwayException when the store is not mounted
   */
  void requireStore() throws StoreAwayException {
    mark.require();
  }

  private String words(long free) {
    return String.format(
        Locale.ROOT,
        "The disk that holds Muninn's data has %d MiB left; below %d MiB nothing more is"
            + " taken in. Free some room, or lower muninn.ingest.storage.disk-floor.",
        free >> 20,
        floorBytes >> 20);
  }

  @Override
  public Room room() {
    try {
      mark.require();
      long free = freeBytes();
      boolean open = free >= floorBytes;
      return new Room(
          open, open ? "There is room to take files in." : words(free), free, floorBytes);
    } catch (StoreAwayException e) {
      return new Room(false, e.getMessage(), 0, floorBytes);
    } catch (IOException e) {
      String words = "The disk that holds Muninn's data does not answer; look at it or its mount.";
      return new Room(false, words, 0, floorBytes);
    }
  }

  /** Bytes free now on the fullest of the disks; the floor may be above it. */
  public long freeBytes() throws IOException {
    long least = Long.MAX_VALUE;
    for (Path folder : folders) {
      least = Math.min(least, disk.usableBytes(folder));
    }
    return least;
  }

  /** The same exception, or one that says that the disk is full if that is what it means. */
  static IOException translated(IOException e) {
    String words = String.valueOf(e.getMessage());
    if (words.contains("No space left on device") || words.contains("Disk quota exceeded")) {
      NoRoomException full =
          new NoRoomException("The disk that holds Muninn's data is full. Free some room.");
      full.initCause(e);
      return full;
    }
    return e;
  }
}
