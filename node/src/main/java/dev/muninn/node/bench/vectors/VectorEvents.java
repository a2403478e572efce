package dev.muninn.node.bench.vectors;

import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.media.Base32;
import dev.muninn.media.MediaId;
import dev.muninn.media.RunId;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.MediaItemEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** Items by number, and the event that brings such an item its vector. */
final class VectorEvents {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private final EmbeddingSpace space;

  VectorEvents(int dimension) {
    this.space = new EmbeddingSpace("bench", "1", dimension);
  }

  EmbeddingSpace space() {
    return space;
  }

  /** Numbers spread over all ids, as hashes do. */
  static MediaId item(int n) {
    return MediaId.ofBytes(sixteen(n, 1));
  }

  /**
   * @param run tells an item's later vectors from its first
   */
  MediaItemEvent embedded(int n, int run, Embedding vector) {
    return new MediaItemEvent.Embedded(
        space,
        new RunId(Base32.encode(sixteen(n, 2 + run))),
        1,
        1,
        List.of(new SegmentVector(0, vector)),
        List.of(),
        new StepRun("bench", 1, AT, 0),
        AT);
  }

  private static byte[] sixteen(int n, int kind) {
    long spread = (n + 1) * 0x9E3779B97F4A7C15L;
    return ByteBuffer.allocate(16).putLong(spread ^ (spread >>> 29)).putInt(kind).putInt(n).array();
  }
}
