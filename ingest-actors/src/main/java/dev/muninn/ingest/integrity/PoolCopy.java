package dev.muninn.ingest.integrity;

import dev.muninn.media.Damage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** What a look at a file of ours says, without reading it. */
final class PoolCopy {

  /** Something is wrong with the file; the words are for the item's story. */
  record Fault(Damage damage, String words) {}

  private PoolCopy() {}

  /** Compares presence and size (bytes) with what was recorded. */
  static Optional<Fault> look(Path file, long size) throws IOException {
    BasicFileAttributes seen;
    try {
      seen = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
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
}
