package dev.muninn.ingest.source;

import dev.muninn.media.Custody;
import dev.muninn.media.SourceId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What should be found at the root of a source.
 *
 * @param folder which one it was when it was scanned last
 */
record ExpectedRoot(SourceId source, Path root, Custody custody, Optional<String> folder) {}
