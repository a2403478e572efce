package dev.muninn.query.index;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.OrgId;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A partition on disk: org, space and journal offset, the item numbers, the items with their
 * incomplete runs and facets, the slots with their vectors and the scale, the links of the graph.
 * Settled, the bytes are a function of the journal and the configuration, so two rebuilds give
 * equal files; while a graph is linked the file holds the part that is there, and the rest is
 * linked after loading. Format: docs/vectors.md.
 */
public final class IndexFile {
  /** "MUNNIDX" and the format version. */
  private static final long MAGIC = 0x4d554e4e49445803L;

  private IndexFile() {}

  /** Writes the partition; its writer must rest meanwhile. */
  public static void save(Path file, IndexPartition partition) throws IOException {
    partition
        .index()
        .quietly(
            () -> BlockFile.write(file, MAGIC, blocks -> new IndexSaving(partition).write(blocks)));
  }

  /**
   * Reads a partition back.
   *
   * @throws DamagedFileException when the file is not, bit for bit, what was saved for this org and
   *     space
   */
  public static IndexPartition load(
      Path file, OrgId org, EmbeddingSpace space, EngineChoice engines) throws IOException {
    IndexLoading loading = new IndexLoading(org, space, engines);
    BlockFile.read(file, MAGIC, loading::block);
    return loading.finish();
  }
}
