package dev.muninn.ingest.source;

import dev.muninn.ingest.storage.FileStat;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The root of a source as it was when somebody began to look: {@code real} is its path without
 * links. When its disk is unmounted meanwhile, the path leads to another folder, or to none.
 */
record SourceFolder(Path root, Path real, FolderId id) {

  /** The folder at {@code root}, or empty when there is none that can be read. */
  static Optional<SourceFolder> reach(Path root) {
    try {
      Path real = root.toRealPath();
      return Files.isDirectory(real) && Files.isReadable(real) && Files.isExecutable(real)
          ? Optional.of(new SourceFolder(root, real, FolderId.of(real)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  boolean isStillThere() {
    return reach(root).equals(Optional.of(this));
  }

  /**
   * @throws RootVanishedException when another folder, or none, is at the root now
   */
  void requireStillThere() {
    if (!isStillThere()) {
      throw new RootVanishedException();
    }
  }

  boolean isEmpty() {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(real)) {
      return !entries.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether no file is at this path. A folder that may not be read hides, it does not delete. */
  static boolean isGone(Path path) {
    try {
      return !FileStat.of(path).regular();
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
