package dev.muninn.query;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.query.index.IndexFolder;
import dev.muninn.query.projection.IndexProjection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexes of a node, their files side by side in one folder.
 *
 * @param making makes one, not started
 */
record IndexesIn(Path folder, Function<EmbeddingSpace, IndexProjection> making)
    implements LiveSpaces.Indexes {
  private static final Logger LOG = LoggerFactory.getLogger(IndexesIn.class);

  @Override
  public IndexProjection of(EmbeddingSpace space) {
    return making.apply(space);
  }

  /** Files that stay cost room and nothing else: an index that comes back reads on after them. */
  @Override
  public void keepFiles(Collection<EmbeddingSpace> spaces) {
    try {
      IndexFolder.keepOnly(
          folder, spaces.stream().map(EmbeddingSpace::id).collect(Collectors.toSet()));
    } catch (IOException e) {
      LOG.warn("index files of other spaces were not deleted cause='{}'", e.toString());
    }
  }
}
