package dev.muninn.ingest.stage;

import dev.muninn.blob.BlobStore;
import dev.muninn.blob.ContentChangedException;
import dev.muninn.blob.NoRoomException;
import dev.muninn.blob.StagingArea;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.FileLocation;
import dev.muninn.media.signal.ItemFacts;
import dev.muninn.media.signal.LossReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One search for the bytes of an item that go into the pool, best place first. What counts is the
 * hash: a file of a source is taken although it was touched or has another inode, and is not when
 * one bit differs. A damaged file of the pool is replaced by one rename. Used once.
 */
final class CopySearch {
  private final ItemFacts facts;
  private final BlobKey key;
  private final BlobStore blobs;
  private final StagingArea staging;
  private final SourceFiles sources;
  private Optional<PlaceLostException> lost = Optional.empty();
  private Optional<StepFailedException> unreachable = Optional.empty();

  CopySearch(
      ItemFacts facts, BlobKey key, BlobStore blobs, StagingArea staging, SourceFiles sources) {
    this.facts = facts;
    this.key = key;
    this.blobs = blobs;
    this.staging = staging;
    this.sources = sources;
  }

  /**
   * Puts the bytes into the pool.
   *
   * @return the place that they came from
   * @throws PlaceLostException when no place held them and one of a source never will
   * @throws StepFailedException when no place held them: SOURCE_OFFLINE where a folder cannot be
   *     reached, BLOB_DAMAGED where the pool has other bytes, else BLOB_MISSING
   * @throws IOException when they cannot be written
   */
  ByteOrigin fetch() throws IOException, StepFailedException, PlaceLostException {
    boolean suspect = facts.blob().isPresent() || Files.exists(blobs.path(key));
    for (ByteOrigin origin : facts.origins()) {
      boolean found =
          origin instanceof ByteOrigin.Staged staged
              ? staged(staged, suspect)
              : inSource(((ByteOrigin.InSource) origin).location());
      if (found) {
        return origin;
      }
    }
    if (lost.isPresent()) {
      throw lost.get();
    }
    throw unreachable.orElseGet(this::nowhere);
  }

  /** A staged file was hashed when it came in; healing trusts nothing and hashes it again. */
  private boolean staged(ByteOrigin.Staged origin, boolean suspect) throws IOException {
    Path file = staging.path(origin.ref());
    if (!OriginalFile.holds(file, facts.size())) {
      return false;
    }
    if (!suspect) {
      blobs.adopt(file, key);
      return true;
    }
    try {
      blobs.copy(file, facts.hash(), key);
      staging.discard(origin.ref());
      return true;
    } catch (ContentChangedException e) {
      // damaged as well; the next place may be better
      return false;
    }
  }

  private boolean inSource(FileLocation location) throws IOException {
    try {
      blobs.copy(sources.resolve(location), facts.hash(), key);
      return true;
    } catch (ContentChangedException e) {
      lose(new PlaceLostException(location, LossReason.CHANGED, e));
    } catch (NoSuchFileException e) {
      lose(new PlaceLostException(location, LossReason.GONE, e));
    } catch (NoRoomException e) {
      throw e;
    } catch (IOException e) {
      StepFailedException why = IoFailures.explained(e, "reading a file of a source");
      unreachable = unreachable.or(() -> Optional.of(why));
    }
    return false;
  }

  private void lose(PlaceLostException place) {
    lost = lost.or(() -> Optional.of(place));
  }

  private StepFailedException nowhere() {
    return Files.exists(blobs.path(key))
        ? new StepFailedException(
            ErrorCode.BLOB_DAMAGED, "the file in the pool has other bytes than were taken in")
        : new StepFailedException(
            ErrorCode.BLOB_MISSING, "neither the pool nor the staging area holds the bytes");
  }
}
