package dev.muninn.ingest.storage;

import dev.muninn.blob.BlobStore;
import dev.muninn.blob.ContentChangedException;
import dev.muninn.hash.Blake3;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ContentHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The pool as folders: {@code <pool>/<org>/<kind>/<aa>/<hash>.<ext>}. A blob appears by an atomic
 * rename of a synced file, so under its name there is never less than the whole; two threads that
 * adopt equal bytes at once both succeed, and one file stays. Adopting over a blob that is there
 * replaces it by equal bytes, which heals one that was damaged. Thread-safe.
 */
public final class FileBlobStore implements BlobStore {

  private static final int PIECE_BYTES = 1 << 20;

  private final Disk disk;
  private final Folders folders;
  private final Path pool;
  private final FileStagingArea staging;
  private final DiskFloor floor;
  private final StoreMark mark;
  private final String volume;

  FileBlobStore(Disk disk, Path pool, FileStagingArea staging, DiskFloor floor, StoreMark mark) {
    this.disk = disk;
    this.folders = new Folders(disk);
    this.pool = pool;
    this.staging = staging;
    this.floor = floor;
    this.mark = mark;
    byte[] place = pool.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
    this.volume = "pool-" + ContentHash.ofBytes(Blake3.hash(place)).value().substring(0, 12);
  }

  /**
   * Moves {@code synced} into the pool. A repetition after a crash finds the file moved already and
   * does nothing.
   */
  @Override
  public void adopt(Path synced, BlobKey key) throws IOException {
    Path place = path(key);
    if (!Files.exists(synced) && Files.exists(place)) {
      // the rename may be younger than the last sync of its folder
      disk.syncFolder(place.getParent());
      return;
    }
    try {
      install(synced, place);
    } catch (AtomicMoveNotSupportedException e) {
      copy(synced, hashOf(key), key);
      Files.deleteIfExists(synced);
    }
  }

  @Override
  public void copy(Path from, ContentHash expected, BlobKey key) throws IOException {
    floor.check();
    Path part = staging.part();
    try {
      ContentHash found = copySynced(from, part);
      if (!found.equals(expected)) {
        throw new ContentChangedException(
            "the file has hash " + found + " and not " + expected + ", which it had before");
      }
      install(part, path(key));
    } catch (IOException e) {
      throw DiskFloor.translated(e);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  @Override
  public boolean isWhole(BlobKey key, ContentHash expected, long size) throws IOException {
    Path place = path(key);
    try {
      return Files.isRegularFile(place)
          && Files.size(place) == size
          && FileHash.of(place, FileHash.UNPACED).equals(expected);
    } catch (NoSuchFileException e) {
      // it went between two looks
      return false;
    }
  }

  @Override
  public Path path(BlobKey key) {
    return pool.resolve(key.value());
  }

  /** {@code pool-} and twelve digits of the hash of the pool's path. */
  @Override
  public String volume() {
    return volume;
  }

  private ContentHash copySynced(Path from, Path part) throws IOException {
    Blake3.Hasher hasher = Blake3.hasher();
    ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
        Disk.Output out = disk.create(part)) {
      while (in.read(piece) >= 0) {
        if (piece.hasRemaining()) {
          continue;
        }
        drain(piece, hasher, out);
      }
      drain(piece, hasher, out);
      out.sync();
    }
    return ContentHash.ofBytes(hasher.digest());
  }

  private static void drain(ByteBuffer piece, Blake3.Hasher hasher, Disk.Output out)
      throws IOException {
    piece.flip();
    hasher.update(piece.duplicate());
    out.write(piece);
    piece.clear();
  }

  /** The write order after the file's own sync: folders, rename, sync of the folder. */
  private void install(Path synced, Path place) throws IOException {
    mark.require();
    Path folder = place.getParent();
    folders.createSynced(folder);
    try {
      disk.rename(synced, place);
    } catch (NoSuchFileException e) {
      // another thread adopted the same staged file first
      if (!Files.exists(place)) {
        throw e;
      }
    }
    disk.syncFolder(folder);
  }

  private static ContentHash hashOf(BlobKey key) {
    String name = key.value().substring(key.value().lastIndexOf('/') + 1);
    return new ContentHash(name.substring(0, name.indexOf('.')));
  }
}
