package dev.muninn.query.index;

import dev.muninn.embedding.SegmentVector;
import dev.muninn.hash.Blake3;
import dev.muninn.media.MediaId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * BLAKE3 over org, space, item, segment, whether the item lies in the trash, and the vector's
 * bytes, in the order of these keys: equal for partitions that hold the same, whatever engine holds
 * them and however they came there. {@code digest} is in hex.
 */
public record VectorDigest(long vectors, String digest) {

  /** Of partitions whose writer rests meanwhile. */
  public static VectorDigest of(Collection<IndexPartition> partitions) {
    Blake3.Hasher hasher = Blake3.hasher();
    long[] vectors = {0};
    partitions.stream()
        .sorted(Comparator.comparing(partition -> partition.org().value()))
        .forEach(partition -> vectors[0] += add(hasher, partition));
    return new VectorDigest(vectors[0], HexFormat.of().formatHex(hasher.digest()));
  }

  private static long add(Blake3.Hasher hasher, IndexPartition partition) {
    long vectors = 0;
    List<MediaId> ids =
        partition.items.keySet().stream().sorted(Comparator.comparing(MediaId::value)).toList();
    for (MediaId id : ids) {
      boolean trashed = partition.items.get(id).trashed;
      for (SegmentVector vector : inOrder(partition.vectorsOf(id))) {
        add(hasher, key(partition, id, vector.segment(), trashed));
        add(hasher, vector.vector().packed());
        vectors++;
      }
    }
    return vectors;
  }

  private static List<SegmentVector> inOrder(List<SegmentVector> vectors) {
    return vectors.stream().sorted(Comparator.comparingInt(SegmentVector::segment)).toList();
  }

  private static byte[] key(IndexPartition partition, MediaId id, int segment, boolean trashed) {
    byte[] words =
        (partition.org().value() + ' ' + partition.space().id() + ' ' + id.value())
            .getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(words.length + Integer.BYTES + 1)
        .put(words)
        .putInt(segment)
        .put((byte) (trashed ? 1 : 0))
        .array();
  }

  /** With its length before it, so that no two inputs run into each other. */
  private static void add(Blake3.Hasher hasher, byte[] bytes) {
    hasher.update(
        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array(), 0, Integer.BYTES);
    hasher.update(bytes, 0, bytes.length);
  }
}
