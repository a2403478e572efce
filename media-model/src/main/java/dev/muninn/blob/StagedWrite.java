package dev.muninn.blob;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One file being received. Not thread-safe; closing without sealing leaves no trace. */
public interface StagedWrite extends AutoCloseable {

  /**
   * Takes the remaining bytes of {@code bytes}.
   *
   * @throws UnsupportedMediaException as soon as the first bytes say that it is none of our types
   * @throws NoRoomException when the disk is full
   */
  void write(ByteBuffer bytes) throws IOException;

  /** Bytes written so far. */
  long size();

  /**
   * Syncs file and directory and says what was received.
   *
   * @throws UnsupportedMediaException for an empty file or none of our types
   */
  StagedBlob seal() throws IOException;

  @Override
  void close() throws IOException;
}
