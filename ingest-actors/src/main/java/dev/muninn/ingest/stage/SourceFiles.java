package dev.muninn.ingest.stage;

import dev.muninn.media.FileLocation;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The files of the sources, as the stages read them (port). Blocking. A path is resolved beneath
 * the root of its source and nowhere else; links that lead out are refused.
 */
public interface SourceFiles {

  /**
   * Where the file lies now.
   *
   * @throws SourceOfflineException when the root of the source cannot be reached
   * @throws java.nio.file.NoSuchFileException when the root is there and the file is not
   */
  Path resolve(FileLocation location) throws IOException;

  /**
   * What the file system says of the file at the moment; throws as {@link #resolve} does.
   *
   * @return the same source and path, with the present size, times and inode
   */
  FileLocation stat(FileLocation location) throws IOException;
}
