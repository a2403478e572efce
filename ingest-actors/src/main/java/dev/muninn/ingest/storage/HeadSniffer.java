package dev.muninn.ingest.storage;

import dev.muninn.blob.UnsupportedMediaException;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaType;
import dev.muninn.media.Signature;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Collects the first bytes of a stream and decides what it is as soon as there are enough. */
public final class HeadSniffer {

  private final byte[] head = new byte[Signature.HEAD_BYTES];
  private int filled;
  private Optional<MediaType> decided = Optional.empty();

  /**
   * Looks at the remaining bytes of {@code bytes}; moves its position.
   *
   * @throws UnsupportedMediaException when the first bytes are there and are none of our types
   */
  public void take(ByteBuffer bytes) throws UnsupportedMediaException {
    if (filled == head.length) {
      return;
    }
    int taken = Math.min(bytes.remaining(), head.length - filled);
    bytes.get(head, filled, taken);
    filled += taken;
    if (filled == head.length) {
      type();
    }
  }

  /**
   * The type of the whole stream; call it when the stream has ended or {@link #take} has had its
   * fill.
   *
   * @throws UnsupportedMediaException when it is none of our types
   */
  public MediaType type() throws UnsupportedMediaException {
    if (decided.isEmpty()) {
      decided = Signature.sniff(Arrays.copyOf(head, filled));
    }
    return decided.orElseThrow(() -> new UnsupportedMediaException(ErrorCode.UNSUPPORTED_TYPE));
  }
}
