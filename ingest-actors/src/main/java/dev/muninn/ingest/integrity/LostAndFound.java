package dev.muninn.ingest.integrity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder {@code lost+found} of the data folder: strays are moved there under the path that they
 * had, never deleted, and never over another file.
 */
final class LostAndFound {
  private final Path data;

  LostAndFound(Path data) {
    this.data = data;
  }

  /**
   * @param relative the file's path relative to the data folder
   * @return the path that it has now
   */
  String take(String relative) throws IOException {
    Path target = free(data.resolve("lost+found").resolve(relative));
    Files.createDirectories(target.getParent());
    Files.move(data.resolve(relative), target);
    return data.relativize(target).toString();
  }

  private static Path free(Path wished) {
    Path path = wished;
    for (int i = 1; Files.exists(path); i++) {
      path = wished.resolveSibling(wished.getFileName() + "." + i);
    }
    return path;
  }
}
