package dev.muninn.blob;

import java.util.Objects;

/** Whether the disk of the data folder has room to write on (port). */
public interface DiskRoom {

  /** As it is now; never fails: a disk that does not answer has no room. */
  Room room();

  /** {@code open} while at least {@code floorBytes} are free; {@code words} are for a user. */
  record Room(boolean open, String words, long freeBytes, long floorBytes) {
    public Room {
      Objects.requireNonNull(words, "words");
    }
  }
}
