package dev.muninn.ingest.integrity;

import dev.muninn.ingest.storage.FileHash;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Damage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** What a look at a blob says. */
final class PoolCopy {

  /** A blob lies three folders beneath the pool: org, kind, the first digits of the hash. */
  private static final int KIND_AND_DIGITS = 2;

  /** Something is wrong with the file; the words are for the item's story. */
  record Fault(Damage damage, String words) {}

  private PoolCopy() {}

  /**
   * Compares presence and size (bytes) with what was recorded, without reading it.
   *
   * @throws PoolAwayException when the whole folder of the org is gone
   */
  static Optional<Fault> look(Path file, long size) throws IOException {
    BasicFileAttributes seen;
    try {
      seen = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      if (!Files.isDirectory(orgFolder(file))) {
        throw new PoolAwayException();
      }
      return Optional.of(new Fault(Damage.MISSING, "the stored file is gone"));
    }
    if (!seen.isRegularFile()) {
      return Optional.of(new Fault(Damage.MISSING, "something else lies where the file was"));
    }
    if (seen.size() == size) {
      return Optional.empty();
    }
    String words = "the stored file has " + seen.size() + " bytes instead of " + size;
    return Optional.of(
        new Fault(seen.size() < size ? Damage.TRUNCATED : Damage.OTHER_BYTES, words));
  }

  /**
   * Looks, and reads the whole file.
   *
   * @throws InterruptedIOException when the pace ends the reading
   */
  static Optional<Fault> read(Path file, long size, ContentHash hash, FileHash.Pace pace)
      throws IOException {
    Optional<Fault> seen = look(file, size);
    if (seen.isPresent()) {
      return seen;
    }
    try {
      return FileHash.of(file, pace).equals(hash)
          ? Optional.empty()
          : Optional.of(
              new Fault(Damage.OTHER_BYTES, "the stored file has other bytes than were taken in"));
    } catch (InterruptedIOException e) {
      throw e;
    } catch (NoSuchFileException e) {
      return look(file, size);
    } catch (IOException e) {
      return Optional.of(
          new Fault(
              Damage.OTHER_BYTES,
              "the disk cannot read the stored file (" + e.getClass().getSimpleName() + ")"));
    }
  }

  private static Path orgFolder(Path file) {
    Path folder = file.getParent();
    for (int i = 0; i < KIND_AND_DIGITS; i++) {
      folder = folder.getParent();
    }
    return folder;
  }
}
