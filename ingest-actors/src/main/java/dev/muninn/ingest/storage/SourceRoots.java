package dev.muninn.ingest.storage;

import dev.muninn.media.SourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Knows the root folder of each source (port of this package). Blocking; thread-safe. */
@FunctionalInterface
public interface SourceRoots {
  /** The absolute root folder, or empty when there is no such source. */
  Optional<Path> rootOf(SourceId source) throws IOException;
}
