package dev.muninn.ingest.source;

import dev.muninn.blob.UnsupportedMediaException;
import dev.muninn.hash.Blake3;
import dev.muninn.ingest.storage.HeadSniffer;
import dev.muninn.media.ContentHash;
import dev.muninn.media.MediaType;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** What a file of a source holds: its hash and its type. */
record FileContent(ContentHash hash, MediaType type) {

  private static final int PIECE_BYTES = 1 << 20;

  /**
   * Reads the whole file, and follows no link. Blocking.
   *
   * @throws UnsupportedMediaException when its first bytes are of no type of ours
   * @throws InterruptedIOException when the scan is stopped meanwhile
   */
  static FileContent read(Path file, StopSignal stop) throws IOException {
    Blake3.Hasher hasher = Blake3.hasher();
    HeadSniffer head = new HeadSniffer();
    ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    try (FileChannel in =
        FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      while (in.read(piece) >= 0) {
        if (stop.isGiven()) {
          throw new InterruptedIOException("the node goes down");
        }
        piece.flip();
        head.take(piece.duplicate());
        hasher.update(piece);
        piece.clear();
      }
    }
    return new FileContent(ContentHash.ofBytes(hasher.digest()), head.type());
  }
}
