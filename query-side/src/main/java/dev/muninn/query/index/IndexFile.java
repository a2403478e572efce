package dev.muninn.query.index;

import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.RunId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A partition on disk: org, space and journal offset, then the items by id, each with its vectors
 * (also of trashed items), its incomplete runs and its facets. The bytes are a function of the
 * partition's content alone, so two rebuilds of one journal give equal files. The graph is not
 * saved; it is built again while loading. Format: docs/vectors.md.
 */
public final class IndexFile {
  /** "MUNNIDX" and the format version. */
  private static final long MAGIC = 0x4d554e4e49445802L;

  private static final int ITEMS_A_BLOCK = 128;

  private IndexFile() {}

  /** Writes the partition; its writer must rest meanwhile. */
  public static void save(Path file, IndexPartition partition) throws IOException {
    List<MediaId> ids =
        partition.items.keySet().stream().sorted((a, b) -> a.value().compareTo(b.value())).toList();
    BlockFile.write(
        file,
        MAGIC,
        blocks -> {
          blocks.block(out -> writeHeader(out, partition, ids.size()));
          for (int from = 0; from < ids.size(); from += ITEMS_A_BLOCK) {
            List<MediaId> some = ids.subList(from, Math.min(ids.size(), from + ITEMS_A_BLOCK));
            blocks.block(out -> writeItems(out, partition, some));
          }
        });
  }

  /**
   * Reads a partition back.
   *
   * @throws DamagedFileException when the file is not, bit for bit, what was saved for this org and
   *     space
   */
  public static IndexPartition load(
      Path file, OrgId org, EmbeddingSpace space, EngineChoice engines) throws IOException {
    Loading loading = new Loading(org, space, engines);
    BlockFile.read(file, MAGIC, loading::block);
    return loading.finish();
  }

  private static void writeHeader(DataOutputStream out, IndexPartition partition, int items)
      throws IOException {
    out.writeUTF(partition.org().value());
    out.writeUTF(partition.space().id());
    out.writeInt(partition.space().dimension());
    out.writeUTF(partition.offset().format());
    out.writeInt(items);
  }

  private static void writeItems(DataOutputStream out, IndexPartition partition, List<MediaId> ids)
      throws IOException {
    out.writeInt(ids.size());
    for (MediaId id : ids) {
      IndexedItem item = partition.items.get(id);
      out.writeUTF(id.value());
      out.writeBoolean(item.complete);
      out.writeBoolean(item.reported);
      out.writeBoolean(item.trashed);
      writeVectors(out, partition.vectorsOf(id));
      writePending(out, item);
      byte[] facets = partition.packedFacets(id);
      out.writeInt(facets.length);
      out.write(facets);
    }
  }

  private static void writePending(DataOutputStream out, IndexedItem item) throws IOException {
    Map<String, IndexedItem.PendingRun> runs = new TreeMap<>();
    item.pending.forEach((run, parts) -> runs.put(run.value(), parts));
    out.writeInt(runs.size());
    for (Map.Entry<String, IndexedItem.PendingRun> run : runs.entrySet()) {
      out.writeUTF(run.getKey());
      out.writeInt(run.getValue().parts());
      out.writeInt(run.getValue().seen().size());
      for (Map.Entry<Integer, List<SegmentVector>> part : run.getValue().seen().entrySet()) {
        out.writeInt(part.getKey());
        writeVectors(out, part.getValue());
      }
    }
  }

  private static void writeVectors(DataOutputStream out, List<SegmentVector> vectors)
      throws IOException {
    out.writeInt(vectors.size());
    for (SegmentVector vector : vectors) {
      out.writeInt(vector.segment());
      out.write(vector.vector().packed());
    }
  }

  /** A partition that takes shape block by block. */
  private static final class Loading {
    private final OrgId org;
    private final EmbeddingSpace space;
    private final EngineChoice engines;
    private IndexPartition partition;
    private int expected;

    Loading(OrgId org, EmbeddingSpace space, EngineChoice engines) {
      this.org = org;
      this.space = space;
      this.engines = engines;
    }

    void block(DataInputStream in) throws IOException {
      if (partition == null) {
        readHeader(in);
      } else {
        readItems(in);
      }
      if (in.read() >= 0) {
        throw new DamagedFileException("a block holds more than it should");
      }
    }

    IndexPartition finish() throws IOException {
      if (partition == null || partition.items.size() != expected) {
        throw new DamagedFileException("items are missing");
      }
      partition.fitEngine();
      return partition;
    }

    private void readHeader(DataInputStream in) throws IOException {
      boolean ours =
          in.readUTF().equals(org.value())
              && in.readUTF().equals(space.id())
              && in.readInt() == space.dimension();
      if (!ours) {
        throw new DamagedFileException("it belongs to another org or space");
      }
      partition = new IndexPartition(org, space, engines, JournalOffset.parse(in.readUTF()));
      expected = in.readInt();
    }

    private void readItems(DataInputStream in) throws IOException {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        MediaId id = new MediaId(in.readUTF());
        IndexedItem item = new IndexedItem();
        item.complete = in.readBoolean();
        item.reported = in.readBoolean();
        item.trashed = in.readBoolean();
        List<SegmentVector> vectors = readVectors(in);
        readPending(in, item);
        partition.load(id, item, vectors, readFacets(in));
      }
    }

    private void readPending(DataInputStream in, IndexedItem item) throws IOException {
      int runs = in.readInt();
      for (int i = 0; i < runs; i++) {
        RunId id = new RunId(in.readUTF());
        IndexedItem.PendingRun run = new IndexedItem.PendingRun(in.readInt());
        int seen = in.readInt();
        for (int j = 0; j < seen; j++) {
          run.seen().put(in.readInt(), readVectors(in));
        }
        item.pending.put(id, run);
      }
    }

    private static byte[] readFacets(DataInputStream in) throws IOException {
      byte[] packed = new byte[in.readInt()];
      in.readFully(packed);
      return packed;
    }

    private List<SegmentVector> readVectors(DataInputStream in) throws IOException {
      int count = in.readInt();
      List<SegmentVector> vectors = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int segment = in.readInt();
        byte[] packed = new byte[space.dimension() * Float.BYTES];
        in.readFully(packed);
        vectors.add(new SegmentVector(segment, Embedding.ofPacked(packed)));
      }
      return List.copyOf(vectors);
    }
  }
}
