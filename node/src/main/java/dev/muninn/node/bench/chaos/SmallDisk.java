package dev.muninn.node.bench.chaos;

import dev.muninn.node.cli.CliException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file system of its own in memory (tmpfs), small enough to be filled. */
final class SmallDisk implements AutoCloseable {
  private static final int PIECE = 1 << 20;
  private final Path place;

  private SmallDisk(Path place) {
    this.place = place;
  }

  /** Mounts it, for which one must be root on Linux. */
  static SmallDisk mounted(Path place, int megabytes) throws IOException, InterruptedException {
    Files.createDirectories(place);
    String said =
        told("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", place.toString());
    if (!said.isEmpty()) {
      throw new CliException(
          place.toString(),
          "cannot be mounted (" + said + ")",
          "this scenario needs root on Linux");
    }
    return new SmallDisk(place);
  }

  Path place() {
    return place;
  }

  /** Writes until only so many bytes are free; 0 for the very last. */
  void fill(long free) throws IOException {
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

  long usable() throws IOException {
    return Files.getFileStore(place).getUsableSpace();
  }

  /** Makes room again. */
  void empty() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return place.resolve("filler");
  }

  private static String told(String... words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : said.strip();
  }

  @Override
  public void close() {
    try {
      String said = told("umount", place.toString());
      if (!said.isEmpty()) {
        throw new IOException(said);
      }
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
