package dev.muninn.http;

import dev.muninn.blob.NoRoomException;
import dev.muninn.blob.StagedBlob;
import dev.muninn.blob.StagedWrite;
import dev.muninn.blob.StagingArea;
import dev.muninn.blob.UnsupportedMediaException;
import dev.muninn.media.ContentHash;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.Signature;
import dev.muninn.media.StagedRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A staging area in memory; its "BLAKE3" is SHA-256, which the gateway cannot tell. */
final class FakeStagingArea implements StagingArea {
  final Map<StagedRef, byte[]> staged = new ConcurrentHashMap<>();
  final AtomicInteger open = new AtomicInteger();
  volatile boolean full;

  @Override
  public StagedWrite begin(OrgId org) throws IOException {
    if (full) {
      throw new NoRoomException("only 3 MB are left");
    }
    open.incrementAndGet();
    return new Write();
  }

  static ContentHash hash(byte[] bytes) {
    try {
      return ContentHash.ofBytes(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Path path(StagedRef ref) {
    return Path.of("staging", ref.value());
  }

  @Override
  public void discard(StagedRef ref) {
    staged.remove(ref);
  }

  private final class Write implements StagedWrite {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean closed;

    @Override
    public void write(ByteBuffer chunk) throws IOException {
      byte[] copy = new byte[chunk.remaining()];
      chunk.get(copy);
      bytes.writeBytes(copy);
    }

    @Override
    public long size() {
      return bytes.size();
    }

    @Override
    public StagedBlob seal() throws IOException {
      byte[] all = bytes.toByteArray();
      if (all.length == 0) {
        throw new UnsupportedMediaException(ErrorCode.EMPTY_FILE);
      }
      MediaType type =
          Signature.sniff(Arrays.copyOf(all, Math.min(all.length, Signature.HEAD_BYTES)))
              .orElseThrow(() -> new UnsupportedMediaException(ErrorCode.UNSUPPORTED_TYPE));
      StagedRef ref = StagedRef.random();
      staged.put(ref, all);
      return new StagedBlob(ref, hash(all), all.length, type);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        open.decrementAndGet();
      }
    }
  }
}
