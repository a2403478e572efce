package dev.muninn.ingest.storage;

import dev.muninn.ingest.stage.SourceFiles;
import dev.muninn.ingest.stage.SourceOfflineException;
import dev.muninn.media.FileLocation;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The files of sources that are folders of this machine. A path is taken beneath its root only, and
 * the folders on the way must not be links: what was a folder when it was scanned may be a link to
 * somewhere else now. Thread-safe.
 */
public final class FolderSourceFiles implements SourceFiles {

  private final SourceRoots roots;

  FolderSourceFiles(SourceRoots roots) {
    this.roots = roots;
  }

  /**
   * {@inheritDoc}
   *
   * @throws AccessDeniedException when the path leads out of the root
   */
  @Override
  public Path resolve(FileLocation location) throws IOException {
    Path root =
        roots
            .rootOf(location.source())
            .orElseThrow(() -> new SourceOfflineException("The source is no longer configured."));
    Path real;
    try {
      real = root.toRealPath();
    } catch (IOException e) {
      throw offline(e);
    }
    if (!Files.isDirectory(real) || !Files.isReadable(real)) {
      throw offline(new NoSuchFileException(root.toString()));
    }
    Path file =
        SourcePaths.resolve(real, location.path())
            .orElseThrow(() -> new AccessDeniedException("a path that leads out of its source"));
    try {
      if (!file.toRealPath().equals(file)) {
        throw new AccessDeniedException("a link on the way to a file of a source");
      }
    } catch (NoSuchFileException e) {
      throw roots.isThere(location.source(), real) ? e : offline(e);
    }
    return file;
  }

  @Override
  public FileLocation stat(FileLocation location) throws IOException {
    FileStat stat = FileStat.of(resolve(location));
    if (!stat.regular()) {
      throw new NoSuchFileException("no longer a file");
    }
    return stat.at(location.source(), location.path());
  }

  private static SourceOfflineException offline(IOException cause) {
    SourceOfflineException offline =
        new SourceOfflineException("The folder of this source cannot be reached. Is it mounted?");
    offline.initCause(cause);
    return offline;
  }
}
