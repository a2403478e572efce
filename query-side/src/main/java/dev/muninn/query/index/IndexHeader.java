package dev.muninn.query.index;

import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.OrgId;
import dev.muninn.query.index.graph.Graph;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The first block of an index file: whose it is, and how much follows. {@code factor} is the scale
 * of int7; {@code m} is 0 where there is no graph, {@code linked} the slots that it covers.
 */
record IndexHeader(
    OrgId org,
    String space,
    int dimension,
    JournalOffset offset,
    Counts counts,
    float factor,
    int m,
    int efConstruction) {

  /** How many of each follow, in this order. */
  record Counts(int numbers, int items, int slots, int linked) {}

  static IndexHeader of(IndexPartition partition, SavedVectors vectors) {
    return new IndexHeader(
        partition.org(),
        partition.space().id(),
        partition.space().dimension(),
        partition.offset(),
        new Counts(
            partition.numbers().size(),
            partition.items.size(),
            vectors.slots().size(),
            vectors.graph().map(Graph::covered).orElse(0)),
        vectors.slots().factor(),
        vectors.graph().map(graph -> graph.parameters().m()).orElse(0),
        vectors.graph().map(graph -> graph.parameters().efConstruction()).orElse(0));
  }

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(org.value());
    out.writeUTF(space);
    out.writeInt(dimension);
    out.writeUTF(offset.format());
    out.writeInt(counts.numbers());
    out.writeInt(counts.items());
    out.writeInt(counts.slots());
    out.writeInt(counts.linked());
    out.writeFloat(factor);
    out.writeInt(m);
    out.writeInt(efConstruction);
  }

  static IndexHeader read(DataInputStream in) throws IOException {
    return new IndexHeader(
        new OrgId(in.readUTF()),
        in.readUTF(),
        in.readInt(),
        JournalOffset.parse(in.readUTF()),
        new Counts(in.readInt(), in.readInt(), in.readInt(), in.readInt()),
        in.readFloat(),
        in.readInt(),
        in.readInt());
  }

  boolean isOf(OrgId wantedOrg, EmbeddingSpace wanted) {
    return org.equals(wantedOrg) && space.equals(wanted.id()) && dimension == wanted.dimension();
  }
}
