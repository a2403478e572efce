package dev.muninn.ingest.storage;

import dev.muninn.blob.StagedBlob;
import dev.muninn.blob.StagedWrite;
import dev.muninn.blob.UnsupportedMediaException;
import dev.muninn.hash.Blake3;
import dev.muninn.media.ContentHash;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaType;
import dev.muninn.media.StagedRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file being received: written under its {@code .part} name, hashed and sniffed on the way, and
 * renamed only when it is whole and synced.
 */
final class StagedFile implements StagedWrite {

  /** The free space is looked at again after so many bytes. */
  private static final long FLOOR_CHECK_BYTES = 64L << 20;

  private final Disk disk;
  private final DiskFloor floor;
  private final StagedRef ref;
  private final Path part;
  private final Path whole;
  private final Disk.Output output;
  private final Blake3.Hasher hasher = Blake3.hasher();
  private final HeadSniffer head = new HeadSniffer();
  private long size;
  private boolean sealed;

  StagedFile(Disk disk, DiskFloor floor, StagedRef ref, Path part, Path whole) throws IOException {
    this.disk = disk;
    this.floor = floor;
    this.ref = ref;
    this.part = part;
    this.whole = whole;
    this.output = disk.create(part);
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    if (sealed) {
      throw new IllegalStateException("staged file " + ref + " is sealed");
    }
    head.take(bytes.duplicate());
    if (size / FLOOR_CHECK_BYTES != (size + bytes.remaining()) / FLOOR_CHECK_BYTES) {
      floor.check();
    }
    size += bytes.remaining();
    hasher.update(bytes.duplicate());
    try {
      output.write(bytes);
    } catch (IOException e) {
      throw DiskFloor.translated(e);
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public StagedBlob seal() throws IOException {
    if (size == 0) {
      throw new UnsupportedMediaException(ErrorCode.EMPTY_FILE);
    }
    MediaType type = head.type();
    try {
      output.sync();
      output.close();
      // an unmounted store leaves a folder that the part is not in, or was begun in
      floor.requireStore();
      disk.rename(part, whole);
      disk.syncFolder(whole.getParent());
    } catch (IOException e) {
      throw DiskFloor.translated(e);
    }
    sealed = true;
    return new StagedBlob(ref, ContentHash.ofBytes(hasher.digest()), size, type);
  }

  @Override
  public void close() throws IOException {
    output.close();
    if (!sealed) {
      Files.deleteIfExists(part);
      // renamed, but the sync of the folder failed: nobody was told of it
      Files.deleteIfExists(whole);
    }
  }
}
