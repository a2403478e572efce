package dev.muninn.query.index;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.query.index.graph.Graph;
import dev.muninn.query.index.graph.Slots;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A partition that takes shape block by block, in the order in which {@link IndexSaving} writes.
 */
final class IndexLoading {
  private final OrgId org;
  private final EmbeddingSpace space;
  private final EngineChoice engines;
  private IndexPartition partition;
  private IndexHeader header;
  private Slots slots;
  private Optional<Graph> graph = Optional.empty();
  private int items;

  IndexLoading(OrgId org, EmbeddingSpace space, EngineChoice engines) {
    this.org = org;
    this.space = space;
    this.engines = engines;
  }

  void block(DataInputStream in) throws IOException {
    if (header == null) {
      readHeader(in);
    } else if (partition.numbers().size() < header.counts().numbers()) {
      readNumbers(in);
    } else if (items < header.counts().items()) {
      readItems(in);
    } else if (slots.size() < header.counts().slots()) {
      readSlots(rest(in));
    } else {
      readLinks(rest(in));
    }
    if (in.read() >= 0) {
      throw new DamagedFileException("a block holds more than it should");
    }
  }

  IndexPartition finish() throws IOException {
    boolean whole =
        header != null
            && partition.numbers().size() == header.counts().numbers()
            && items == header.counts().items()
            && slots.size() == header.counts().slots()
            && graph.map(Graph::covered).orElse(0) == header.counts().linked();
    if (!whole) {
      throw new DamagedFileException("something is missing");
    }
    partition.restore(slots, graph);
    return partition;
  }

  private static ByteBuffer rest(DataInputStream in) throws IOException {
    return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void readHeader(DataInputStream in) throws IOException {
    header = IndexHeader.read(in);
    if (!header.isOf(org, space)) {
      throw new DamagedFileException("it belongs to another org or space");
    }
    partition = new IndexPartition(org, space, engines, header.offset());
    slots = new Slots(space.dimension());
    if (header.m() > 0) {
      graph =
          Optional.of(new Graph(slots, new Graph.Parameters(header.m(), header.efConstruction())));
    }
  }

  private void readNumbers(DataInputStream in) throws IOException {
    int count =
        Math.min(
            IndexSaving.NUMBERS_A_BLOCK, header.counts().numbers() - partition.numbers().size());
    for (int i = 0; i < count; i++) {
      partition.restoreNumber(new MediaId(in.readUTF()));
    }
  }

  private void readItems(DataInputStream in) throws IOException {
    int count = Math.min(IndexSaving.ITEMS_A_BLOCK, header.counts().items() - items);
    for (int i = 0; i < count; i++) {
      int number = in.readInt();
      IndexedItem item = ItemState.read(in, space.dimension());
      byte[] facets = new byte[in.readInt()];
      in.readFully(facets);
      partition.restore(number, item, facets);
    }
    items += count;
  }

  private void readSlots(ByteBuffer in) {
    float[] row = new float[space.dimension()];
    while (in.hasRemaining()) {
      int item = in.getInt();
      int segment = in.getInt();
      boolean dead = in.get() != 0;
      in.asFloatBuffer().get(row);
      in.position(in.position() + row.length * Float.BYTES);
      slots.restore(item, segment, dead, row);
    }
    if (slots.size() == header.counts().slots()) {
      slots.restoreScale(header.factor());
    }
  }

  private void readLinks(ByteBuffer in) throws IOException {
    Graph links =
        graph.orElseThrow(() -> new DamagedFileException("links of no graph follow the slots"));
    while (in.hasRemaining()) {
      links.restore(in, header.counts().linked());
    }
  }
}
