package dev.muninn.ingest.stage;

import dev.muninn.blob.BlobStore;
import dev.muninn.blob.StagingArea;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.Custody;
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
 * A file that holds an item's bytes. One of a source is compared with what was recorded before it
 * is read, and again by {@link #verify} before anything learnt from it counts.
 */
record OriginalFile(Path path, Optional<FileLocation> location, SourceFiles sources) {

  /**
   * Finds the best file: the pool's, else a staged one, else one that lies untouched in a source.
   */
  static OriginalFile find(
      ItemFacts facts, BlobStore blobs, StagingArea staging, SourceFiles sources)
      throws StepFailedException, PlaceLostException {
    BlobKey key = facts.blob().orElseGet(() -> keyOf(facts));
    if (holds(blobs.path(key), facts.size())) {
      return new OriginalFile(blobs.path(key), Optional.empty(), sources);
    }
    for (ByteOrigin origin : facts.origins()) {
      if (origin instanceof ByteOrigin.Staged staged
          && holds(staging.path(staged.ref()), facts.size())) {
        return new OriginalFile(staging.path(staged.ref()), Optional.empty(), sources);
      }
    }
    Optional<StepFailedException> unreachable = Optional.empty();
    for (ByteOrigin origin : facts.origins()) {
      if (origin instanceof ByteOrigin.InSource inSource) {
        try {
          return inSource(inSource.location(), sources);
        } catch (StepFailedException e) {
          // another place may be reachable
          unreachable = unreachable.or(() -> Optional.of(e));
        }
      }
    }
    throw unreachable.orElseGet(() -> nowhere(facts));
  }

  private static StepFailedException nowhere(ItemFacts facts) {
    return new StepFailedException(
        ErrorCode.BLOB_MISSING,
        facts.custody() == Custody.COPY
            ? "neither the pool nor the staging area holds the bytes"
            : "no source holds the file any more");
  }

  static BlobKey keyOf(ItemFacts facts) {
    return BlobKey.of(facts.org(), facts.hash(), facts.type());
  }

  static OriginalFile inSource(FileLocation location, SourceFiles sources)
      throws StepFailedException, PlaceLostException {
    try {
      OriginalFile file =
          new OriginalFile(sources.resolve(location), Optional.of(location), sources);
      file.verify();
      return file;
    } catch (NoSuchFileException e) {
      throw new PlaceLostException(location, LossReason.GONE, e);
    } catch (IOException e) {
      throw IoFailures.explained(e, "reading a file of a source");
    }
  }

  static boolean holds(Path file, long size) {
    try {
      return Files.isRegularFile(file) && Files.size(file) == size;
    } catch (IOException e) {
      // as good as missing: whoever reads it next says why
      return false;
    }
  }

  /** Looks whether the file of the source is still the one that was taken in. */
  void verify() throws StepFailedException, PlaceLostException {
    if (location.isEmpty()) {
      return;
    }
    try {
      if (!location.get().sameFileAs(sources.stat(location.get()))) {
        throw new PlaceLostException(location.get(), LossReason.CHANGED, null);
      }
    } catch (NoSuchFileException e) {
      throw new PlaceLostException(location.get(), LossReason.GONE, e);
    } catch (IOException e) {
      throw IoFailures.explained(e, "reading a file of a source");
    }
  }
}
