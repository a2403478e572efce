package dev.muninn.ingest.stage;

import dev.muninn.blob.BlobStore;
import dev.muninn.blob.ContentChangedException;
import dev.muninn.blob.StagingArea;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.Custody;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.FileLocation;
import dev.muninn.media.signal.ItemFacts;
import dev.muninn.media.signal.LossReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes sure that the bytes are kept as custody says: a synced copy in the pool, or the untouched
 * file where it lies. Bytes that are in the pool already, for example of a run that died before it
 * could report, are found there and kept.
 */
public final class StoreStage {
  private final BlobStore blobs;
  private final StagingArea staging;
  private final SourceFiles sources;

  public StoreStage(BlobStore blobs, StagingArea staging, SourceFiles sources) {
    this.blobs = blobs;
    this.staging = staging;
    this.sources = sources;
  }

  /** Where the bytes are kept now. */
  record Kept(Optional<BlobKey> blob, String volume) {}

  Kept store(ItemFacts facts) throws StepFailedException, PlaceLostException {
    return facts.custody() == Custody.COPY ? copy(facts) : inPlace(facts);
  }

  private Kept copy(ItemFacts facts) throws StepFailedException, PlaceLostException {
    BlobKey key = OriginalFile.keyOf(facts);
    if (!OriginalFile.holds(blobs.path(key), facts.size())) {
      fetch(facts, key);
    }
    if (!OriginalFile.holds(blobs.path(key), facts.size())) {
      throw new StepFailedException(
          ErrorCode.STORAGE_FAILED, "the stored copy does not have " + facts.size() + " bytes");
    }
    return new Kept(Optional.of(key), blobs.volume());
  }

  private void fetch(ItemFacts facts, BlobKey key) throws StepFailedException, PlaceLostException {
    OriginalFile file = OriginalFile.find(facts, blobs, staging, sources);
    try {
      if (file.location().isPresent()) {
        copyChecked(file, facts, key);
      } else {
        blobs.adopt(file.path(), key);
      }
    } catch (IOException e) {
      throw IoFailures.explained(e, "storing the original");
    }
  }

  private void copyChecked(OriginalFile file, ItemFacts facts, BlobKey key)
      throws IOException, StepFailedException, PlaceLostException {
    try {
      blobs.copy(file.path(), facts.hash(), key);
    } catch (ContentChangedException e) {
      FileLocation location = file.location().orElseThrow();
      throw new PlaceLostException(location, LossReason.CHANGED, e);
    }
    file.verify();
  }

  private Kept inPlace(ItemFacts facts) throws StepFailedException, PlaceLostException {
    for (ByteOrigin origin : facts.origins()) {
      if (origin instanceof ByteOrigin.InSource inSource) {
        Path found = OriginalFile.inSource(inSource.location(), sources).path();
        if (!OriginalFile.holds(found, facts.size())) {
          throw new PlaceLostException(inSource.location(), LossReason.CHANGED, null);
        }
        return new Kept(Optional.empty(), "source-" + inSource.location().source());
      }
    }
    throw new StepFailedException(ErrorCode.BLOB_MISSING, "no source holds the file any more");
  }
}
