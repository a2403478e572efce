package dev.muninn.node.bench.vectors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of float32 in a file, little-endian, one after the other, so that every contender reads the
 * same bytes; mapped, not held on the heap. Reading is thread-safe.
 */
final class RowFile {
  private static final int ROWS_A_PIECE = 1 << 16;

  private final Path path;
  private final int rows;
  private final int dimension;
  private final List<FloatBuffer> pieces = new ArrayList<>();

  private RowFile(Path path, int rows, int dimension) throws IOException {
    this.path = path;
    this.rows = rows;
    this.dimension = dimension;
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      for (int from = 0; from < rows; from += ROWS_A_PIECE) {
        long bytes = (long) Math.min(ROWS_A_PIECE, rows - from) * dimension * Float.BYTES;
        MappedByteBuffer piece =
            channel.map(
                FileChannel.MapMode.READ_ONLY, (long) from * dimension * Float.BYTES, bytes);
        pieces.add(piece.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
      }
    }
  }

  /** Writes rows {@code first} to {@code first + rows} of the source, and opens them. */
  static RowFile write(Path path, ClusteredVectors source, long first, int rows)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int n = 0; n < rows; n++) {
        ByteBuffer bytes = ByteBuffer.wrap(source.row(first + n).packed());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    }
    return new RowFile(path, rows, source.dimension());
  }

  Path path() {
    return path;
  }

  int rows() {
    return rows;
  }

  int dimension() {
    return dimension;
  }

  /** Row {@code n}, a copy. */
  float[] row(int n) {
    float[] row = new float[dimension];
    pieces.get(n / ROWS_A_PIECE).get(n % ROWS_A_PIECE * dimension, row);
    return row;
  }
}
