package dev.muninn.blob;

import dev.muninn.media.BlobKey;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.FileLocation;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the bytes of originals to serve, and hears which files are not there (port). What is found
 * missing or other than recorded is reported to its item, which has it mended. Blocking.
 */
public interface Originals {

  /**
   * A file that holds the item's bytes: the pool's blob, else the first in-place file that looks
   * untouched (size, times, inode as recorded). A blob that is known to be damaged, or has another
   * size, is never given.
   */
  Outcome find(Wanted wanted) throws IOException;

  /**
   * A derived file was to be served and is not there, or not whole.
   *
   * @throws StoreAwayException when no derived file is there because their disk is not mounted:
   *     nothing is lost
   */
  void derivedLost(OrgId org, MediaId mediaId, DerivedKey key) throws StoreAwayException;

  /**
   * What is known of an original: size in bytes, where it should be, and what was found wrong with
   * it.
   */
  record Wanted(
      OrgId org,
      MediaId mediaId,
      long size,
      Optional<BlobKey> blob,
      Optional<String> damage,
      List<FileLocation> inPlace) {
    public Wanted {
      Objects.requireNonNull(org, "org");
      Objects.requireNonNull(mediaId, "mediaId");
      Objects.requireNonNull(blob, "blob");
      Objects.requireNonNull(damage, "damage");
      inPlace = List.copyOf(inPlace);
    }
  }

  /** What there is to serve; the words are for the user's eyes. */
  sealed interface Outcome {

    /** A file of the wanted size. */
    record Found(Path file) implements Outcome {}

    /** Our copy is missing or damaged, and nothing else has the bytes. */
    record Damaged(String words) implements Outcome {}

    /** The file lay in place and is gone, or has other contents now. */
    record Gone(String words) implements Outcome {}

    /** The folder that holds it cannot be reached now. */
    record SourceOffline(String words) implements Outcome {}

    /** It was taken in and has not been put to its place yet. */
    record NotStored(String words) implements Outcome {}
  }
}
