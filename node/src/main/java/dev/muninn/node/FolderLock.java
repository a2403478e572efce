package dev.muninn.node;

import dev.muninn.cluster.DataFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The right to a data folder: held by one process at a time, given back by the system when that
 * process ends, however it ends.
 */
final class FolderLock implements AutoCloseable {
  /** With less room than this, PostgreSQL may not even start. */
  static final long LEAST_ROOM = 1L << 30;

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Makes the folder (0700) if need be and takes it.
   *
   * @throws StartException when it cannot be written, is taken, or its disk is nearly full
   */
  static FolderLock take(DataFolder folder) {
    try {
      Files.createDirectories(
          folder.root(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      FileChannel channel =
          FileChannel.open(
              folder.root().resolve("muninn.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw taken(folder);
      }
      checkRoom(folder);
      return new FolderLock(channel);
    } catch (FileAlreadyExistsException file) {
      throw new StartException(
          folder.root() + ": is a file, not a folder; name another with --data", file);
    } catch (AccessDeniedException denied) {
      throw notWritable(folder, denied);
    } catch (IOException trouble) {
      throw notWritable(folder, trouble);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException ours) {
      return false;
    }
  }

  private static StartException taken(DataFolder folder) {
    String who =
        RuntimeFile.read(folder.runtimeFile())
            .filter(RuntimeFile::alive)
            .map(other -> "process " + other.pid() + " at " + other.url())
            .orElse("another process, which is starting or stopping");
    return new StartException(
        folder.root()
            + ": another Muninn uses this folder ("
            + who
            + "); stop it, or name another folder with --data");
  }

  private static StartException notWritable(DataFolder folder, IOException cause) {
    return new StartException(
        folder.root()
            + ": cannot be written ("
            + reason(cause)
            + "); give the right to write there, or name another folder with --data",
        cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    boolean said = cause instanceof FileSystemException file && file.getReason() != null;
    return said ? ((FileSystemException) cause).getReason() : String.valueOf(cause.getMessage());
  }

  private static void checkRoom(DataFolder folder) throws IOException {
    FileStore disk = Files.getFileStore(folder.root());
    if (disk.isReadOnly()) {
      throw new StartException(
          folder.root() + ": its disk is read-only; name another folder with --data");
    }
    if (disk.getUsableSpace() < LEAST_ROOM) {
      throw new StartException(
          folder.root()
              + ": only "
              + (disk.getUsableSpace() >> 20)
              + " MiB are free on its disk, 1 GiB is the least; free some room, or name another"
              + " folder with --data");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
