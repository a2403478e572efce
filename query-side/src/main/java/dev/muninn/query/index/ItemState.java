package dev.muninn.query.index;

import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.media.RunId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a file keeps an item: its flags, the vectors of a trashed one, its incomplete runs. */
final class ItemState {
  private ItemState() {}

  static void write(DataOutputStream out, IndexedItem item) throws IOException {
    out.writeBoolean(item.complete);
    out.writeBoolean(item.reported);
    out.writeBoolean(item.trashed);
    writeVectors(out, item.shelf);
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

  static IndexedItem read(DataInputStream in, int dimension) throws IOException {
    IndexedItem item = new IndexedItem();
    item.complete = in.readBoolean();
    item.reported = in.readBoolean();
    item.trashed = in.readBoolean();
    item.shelf = readVectors(in, dimension);
    int runs = in.readInt();
    for (int i = 0; i < runs; i++) {
      RunId id = new RunId(in.readUTF());
      IndexedItem.PendingRun run = new IndexedItem.PendingRun(in.readInt());
      int seen = in.readInt();
      for (int j = 0; j < seen; j++) {
        run.seen().put(in.readInt(), readVectors(in, dimension));
      }
      item.pending.put(id, run);
    }
    return item;
  }

  private static void writeVectors(DataOutputStream out, List<SegmentVector> vectors)
      throws IOException {
    out.writeInt(vectors.size());
    for (SegmentVector vector : vectors) {
      out.writeInt(vector.segment());
      out.write(vector.vector().packed());
    }
  }

  private static List<SegmentVector> readVectors(DataInputStream in, int dimension)
      throws IOException {
    int count = in.readInt();
    List<SegmentVector> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int segment = in.readInt();
      byte[] packed = new byte[dimension * Float.BYTES];
      in.readFully(packed);
      vectors.add(new SegmentVector(segment, Embedding.ofPacked(packed)));
    }
    return List.copyOf(vectors);
  }
}
