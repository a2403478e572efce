package dev.muninn.blob;

import dev.muninn.media.BlobKey;
import dev.muninn.media.FileLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the bytes of an original to serve (port). Blocking. */
public interface Originals {

  /**
   * A file that holds the item's bytes: the pool's blob, else the first in-place file that looks
   * untouched (size, times, inode as recorded). Empty when none is there.
   */
  Optional<Path> find(Optional<BlobKey> blob, List<FileLocation> inPlace) throws IOException;
}
