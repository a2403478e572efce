package dev.muninn.ingest.storage;

import dev.muninn.media.SourceId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Knows the root folder of each source (port of this package). Blocking; thread-safe. */
@FunctionalInterface
public interface SourceRoots {
  /** The absolute root folder, or empty when there is no such source. */
  Optional<Path> rootOf(SourceId source) throws IOException;

  /**
   * Whether {@code root}, a folder that can be read, is the one that holds the files of the source,
   * and not the mount point of a disk that is away. Who knows nothing of those files takes an empty
   * folder for such a mount point.
   */
  default boolean isThere(SourceId source, Path root) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      return entries.iterator().hasNext();
    }
  }
}
