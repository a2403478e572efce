package dev.muninn.ingest.storage;

import dev.muninn.hash.Blake3;
import dev.muninn.media.ContentHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Hashes files that are there already, as fast as a pace allows. */
public final class FileHash {

  /** As fast as the disk. */
  public static final Pace UNPACED = bytes -> {};

  private static final int PIECE_BYTES = 1 << 20;

  private FileHash() {}

  /** Slows a reader down. */
  @FunctionalInterface
  public interface Pace {
    /**
     * Told after each piece; blocks for as long as the reader has to wait.
     *
     * @throws java.io.InterruptedIOException when the reading is to end
     */
    void read(long bytes) throws IOException;
  }

  /** The BLAKE3 of a file; a link is not followed. */
  public static ContentHash of(Path file, Pace pace) throws IOException {
    Blake3.Hasher hasher = Blake3.hasher();
    ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    try (FileChannel in =
        FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      while (in.read(piece) >= 0) {
        piece.flip();
        int bytes = piece.remaining();
        hasher.update(piece);
        piece.clear();
        pace.read(bytes);
      }
    }
    return ContentHash.ofBytes(hasher.digest());
  }
}
