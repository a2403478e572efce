package dev.muninn.ingest.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The real disk, but it writes down what is asked of it in order, fails at the call it is told to,
 * and can be full. Paths are written relative to the root, random names as {@code *}.
 */
final class RecordingDisk implements Disk {

  final List<String> calls = new CopyOnWriteArrayList<>();
  private final LocalDisk disk = new LocalDisk();
  private final Path root;
  private String failingCall = "none";
  private final AtomicLong roomBytes = new AtomicLong(Long.MAX_VALUE);
  private volatile long usableBytes = 1L << 40;

  RecordingDisk(Path root) {
    this.root = root;
  }

  /** Every call whose line begins with {@code call} fails from now on, as in a crash there. */
  void failAt(String call) {
    failingCall = call;
  }

  /** Writes fail as on a full disk after so many bytes. */
  void fullAfter(long bytes) {
    roomBytes.set(bytes);
  }

  void usable(long bytes) {
    usableBytes = bytes;
  }

  List<String> callsAndForget() {
    List<String> copy = new ArrayList<>(calls);
    calls.clear();
    return copy;
  }

  @Override
  public Output create(Path file) throws IOException {
    record("create", file);
    Output output = disk.create(file);
    return new Output() {
      @Override
      public void write(ByteBuffer bytes) throws IOException {
        if (roomBytes.addAndGet(-bytes.remaining()) < 0) {
          throw new IOException("No space left on device");
        }
        output.write(bytes);
      }

      @Override
      public void sync() throws IOException {
        record("sync", file);
        output.sync();
      }

      @Override
      public void close() throws IOException {
        output.close();
      }
    };
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    record("folder", folder);
    disk.createFolder(folder);
  }

  @Override
  public void syncFile(Path file) throws IOException {
    record("sync", file);
    disk.syncFile(file);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    record("sync-folder", folder);
    disk.syncFolder(folder);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    record("rename", to);
    disk.rename(from, to);
  }

  @Override
  public long usableBytes(Path path) {
    return usableBytes;
  }

  private void record(String call, Path path) throws IOException {
    String line = call + " " + root.relativize(path);
    calls.add(line.replaceAll("[a-z2-7]{26}", "*"));
    if (line.startsWith(failingCall)) {
      throw new IOException("the test says: fail at " + line);
    }
  }
}
