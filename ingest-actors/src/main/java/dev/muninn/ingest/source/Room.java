package dev.muninn.ingest.source;

import dev.muninn.ingest.storage.DiskFloor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/** Whether more may be taken in. Blocking; thread-safe. */
@FunctionalInterface
interface Room {

  /** Why not, in words; empty when there is room. */
  Optional<String> shortage();

  /** As the disk of the data folder has it. */
  static Room above(DiskFloor floor) {
    return () -> {
      try {
        long free = floor.freeBytes();
        return free < floor.floorBytes() ? Optional.of(words(free, floor)) : Optional.empty();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static String words(long free, DiskFloor floor) {
    return String.format(
        Locale.ROOT,
        "The import waits for room: the disk that holds Muninn's data has %d bytes left, and %d"
            + " must stay free. Free some room, or lower muninn.ingest.storage.disk-floor; it goes"
            + " on by itself.",
        free,
        floor.floorBytes());
  }
}
