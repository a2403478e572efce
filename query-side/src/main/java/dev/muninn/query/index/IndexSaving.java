package dev.muninn.query.index;

import dev.muninn.query.index.graph.Graph;
import dev.muninn.query.index.graph.Slots;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The blocks of an index file, in their order; the counts are in the header. */
final class IndexSaving {
  static final int NUMBERS_A_BLOCK = 4096;
  static final int ITEMS_A_BLOCK = 256;
  static final int SLOTS_A_BLOCK = 512;

  /** Before the float32 row of a slot: item, segment, dead. */
  static final int SLOT_HEAD = 2 * Integer.BYTES + 1;

  private final IndexPartition partition;
  private final SavedVectors vectors;

  IndexSaving(IndexPartition partition) {
    this.partition = partition;
    this.vectors = SavedVectors.of(partition.index(), partition.numbers());
  }

  void write(BlockFile.BlockWriter blocks) throws IOException {
    IndexHeader header = IndexHeader.of(partition, vectors);
    blocks.block(header::write);
    int numbers = header.counts().numbers();
    for (int from = 0; from < numbers; from += NUMBERS_A_BLOCK) {
      int begin = from;
      int end = Math.min(numbers, from + NUMBERS_A_BLOCK);
      blocks.block(out -> writeNumbers(out, begin, end));
    }
    int[] known =
        partition.items.keySet().stream()
            .mapToInt(id -> partition.numbers().find(id).orElseThrow())
            .sorted()
            .toArray();
    for (int from = 0; from < known.length; from += ITEMS_A_BLOCK) {
      int begin = from;
      int end = Math.min(known.length, from + ITEMS_A_BLOCK);
      blocks.block(out -> writeItems(out, known, begin, end));
    }
    writeSlots(blocks, header.counts().slots());
    if (vectors.graph().isPresent()) {
      writeLinks(blocks, vectors.graph().get(), header.counts().linked());
    }
  }

  private void writeNumbers(DataOutputStream out, int from, int to) throws IOException {
    for (int number = from; number < to; number++) {
      out.writeUTF(partition.numbers().id(number).value());
    }
  }

  private void writeItems(DataOutputStream out, int[] known, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      var id = partition.numbers().id(known[i]);
      out.writeInt(known[i]);
      ItemState.write(out, partition.items.get(id));
      byte[] facets = partition.packedFacets(id);
      out.writeInt(facets.length);
      out.write(facets);
    }
  }

  private void writeSlots(BlockFile.BlockWriter blocks, int count) throws IOException {
    Slots slots = vectors.slots();
    int most = SLOT_HEAD + slots.dimension() * Float.BYTES;
    ByteBuffer buffer = buffer(SLOTS_A_BLOCK * most);
    for (int slot = 0; slot < count; slot++) {
      buffer.putInt(slots.item(slot)).putInt(slots.segment(slot));
      buffer.put((byte) (slots.isDead(slot) ? 1 : 0));
      slots.save(slot, buffer.asFloatBuffer());
      buffer.position(buffer.position() + slots.dimension() * Float.BYTES);
      flushWhenFull(blocks, buffer, most);
    }
    flush(blocks, buffer);
  }

  private void writeLinks(BlockFile.BlockWriter blocks, Graph graph, int count) throws IOException {
    ByteBuffer buffer = buffer(Math.max(1 << 20, graph.mostBytes()));
    for (int slot = 0; slot < count; slot++) {
      graph.save(slot, buffer);
      flushWhenFull(blocks, buffer, graph.mostBytes());
    }
    flush(blocks, buffer);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void flushWhenFull(BlockFile.BlockWriter blocks, ByteBuffer buffer, int most)
      throws IOException {
    if (buffer.remaining() < most) {
      flush(blocks, buffer);
    }
  }

  private static void flush(BlockFile.BlockWriter blocks, ByteBuffer buffer) throws IOException {
    if (buffer.position() > 0) {
      blocks.block(out -> out.write(buffer.array(), buffer.arrayOffset(), buffer.position()));
      buffer.clear();
    }
  }
}
