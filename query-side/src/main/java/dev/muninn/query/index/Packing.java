package dev.muninn.query.index;

import dev.muninn.embedding.Embedding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Between vectors as the index holds them and as events hold them; bit for bit, both ways. */
final class Packing {
  private Packing() {}

  static Embedding pack(float[] vector) {
    ByteBuffer out = ByteBuffer.allocate(vector.length * Float.BYTES);
    out.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(vector);
    return Embedding.ofPacked(out.array());
  }
}
