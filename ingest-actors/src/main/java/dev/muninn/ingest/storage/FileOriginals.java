package dev.muninn.ingest.storage;

import dev.muninn.blob.BlobStore;
import dev.muninn.blob.Originals;
import dev.muninn.ingest.stage.SourceFiles;
import dev.muninn.media.BlobKey;
import dev.muninn.media.FileLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves from the pool where it can, else from a file in place that still looks untouched. */
public final class FileOriginals implements Originals {

  private static final Logger LOG = LoggerFactory.getLogger(FileOriginals.class);

  private final BlobStore blobs;
  private final SourceFiles files;

  FileOriginals(BlobStore blobs, SourceFiles files) {
    this.blobs = blobs;
    this.files = files;
  }

  @Override
  public Optional<Path> find(Optional<BlobKey> blob, List<FileLocation> inPlace) {
    Optional<Path> pooled = blob.map(blobs::path).filter(Files::isRegularFile);
    if (pooled.isPresent()) {
      return pooled;
    }
    for (FileLocation location : inPlace) {
      Optional<Path> file = untouched(location);
      if (file.isPresent()) {
        return file;
      }
    }
    return Optional.empty();
  }

  private Optional<Path> untouched(FileLocation location) {
    try {
      return location.sameFileAs(files.stat(location))
          ? Optional.of(files.resolve(location))
          : Optional.empty();
    } catch (IOException e) {
      // one place fewer to serve from; the next scan of the source records what became of it
      LOG.debug("a place cannot be served from source={}", location.source(), e);
      return Optional.empty();
    }
  }
}
