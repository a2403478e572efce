package dev.muninn.blob;

import dev.muninn.media.DerivedKey;
import java.io.IOException;
import java.nio.file.Path;

/** Derived files (port): made again whenever they are missing, so renamed but not synced. */
public interface DerivedStore {

  /** Whether its folders are there at all: else no file is missing because it cannot be seen. */
  default boolean isThere() {
    return true;
  }

  /** Where the file lies; it may be missing. */
  Path path(DerivedKey key);

  /** Moves a finished temporary file of the same file system to its place. */
  void adopt(Path finished, DerivedKey key) throws IOException;

  /** Deletes a file that nobody refers to; nothing happens when it is missing. */
  void discard(DerivedKey key) throws IOException;

  /** An empty private folder for the temporary files of one run; deleted when closed. */
  Workbench workbench() throws IOException;

  /** A folder that goes away with its contents. */
  interface Workbench extends AutoCloseable {
    Path folder();

    @Override
    void close() throws IOException;
  }
}
