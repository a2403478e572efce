package dev.muninn.ingest.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The calls to the file system whose order or failure matters: the write order of the pool depends
 * on them, so tests record them and let them fail.
 */
interface Disk {

  /** A new file that only we may read (0600); fails when it is there already. */
  Output create(Path file) throws IOException;

  /** A new folder that only we may enter (0700); nothing happens when it is there already. */
  void createFolder(Path folder) throws IOException;

  /** Makes the contents of a file survive a power cut. */
  void syncFile(Path file) throws IOException;

  /** Makes the names in a folder survive a power cut. */
  void syncFolder(Path folder) throws IOException;

  /** Atomic; replaces a file that is there. Fails between file systems. */
  void rename(Path from, Path to) throws IOException;

  /** Bytes that we may still write to the file system of {@code path}. */
  long usableBytes(Path path) throws IOException;

  /** A file being written. */
  interface Output extends Closeable {
    /** Writes the remaining bytes of {@code bytes}. */
    void write(ByteBuffer bytes) throws IOException;

    /** Makes what was written survive a power cut. */
    void sync() throws IOException;
  }
}
