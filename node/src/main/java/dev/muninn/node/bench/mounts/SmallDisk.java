package dev.muninn.node.bench.mounts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file system of its own in memory (tmpfs) for a data folder: large enough for a node to start
 * on, small enough to be filled.
 */
public final class SmallDisk implements AutoCloseable {
  private static final int MEGABYTES = 1536;

  /** That of muninn.ingest.storage.disk-floor where nothing else is said. */
  private static final long FLOOR = 512L << 20;

  private static final long BELOW = 64L << 20;
  private static final int PIECE = 1 << 20;
  private final Mount mount;

  private SmallDisk(Mount mount) {
    this.mount = mount;
  }

  /** Mounts it; see {@link Mount#obstacle}. */
  public static SmallDisk mounted(Path place) throws IOException {
    Mount mount = Mount.memory(Files.createDirectories(place), MEGABYTES);
    mount.on();
    return new SmallDisk(mount);
  }

  public Path place() {
    return mount.place();
  }

  /** Writes until less is free than the floor, and the disk is far from full. */
  public void fillBelowFloor() throws IOException {
    fill(FLOOR - BELOW);
  }

  /** Writes to the very last byte. */
  public void fill() throws IOException {
    fill(0);
  }

  private void fill(long free) throws IOException {
    try (FileChannel filler =
        FileChannel.open(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (usable() > free) {
        int next = (int) Math.min(PIECE, usable() - free);
        filler.write(ByteBuffer.allocate(next));
      }
    } catch (IOException full) {
      if (free > 0) {
        throw full;
      }
    }
  }

  private long usable() throws IOException {
    return Files.getFileStore(place()).getUsableSpace();
  }

  /** Makes room again. */
  public void empty() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return place().resolve("filler");
  }

  @Override
  public void close() throws IOException {
    mount.off();
  }
}
