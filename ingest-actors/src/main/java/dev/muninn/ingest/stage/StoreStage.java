package dev.muninn.ingest.stage;

import dev.muninn.blob.BlobStore;
import dev.muninn.blob.StagingArea;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.Custody;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.signal.ItemFacts;
import dev.muninn.media.signal.LossReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes sure that the bytes are kept as custody says: a synced copy in the pool, or the untouched
 * file where it lies. A file that is in the pool already, for example of a run that died before it
 * could report, is kept when it has the right hash; else it is replaced from a place that has (see
 * {@link CopySearch}).
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

  /** Where the bytes are kept now, and where they came from if the copy had to be healed. */
  record Kept(Optional<BlobKey> blob, String volume, Optional<ByteOrigin> healedFrom) {}

  Kept store(ItemFacts facts) throws StepFailedException, PlaceLostException {
    return facts.custody() == Custody.COPY ? copy(facts) : inPlace(facts);
  }

  private Kept copy(ItemFacts facts) throws StepFailedException, PlaceLostException {
    BlobKey key = OriginalFile.keyOf(facts);
    boolean wasStored = facts.blob().isPresent();
    Optional<IOException> unreadable = Optional.empty();
    try {
      if (blobs.isWhole(key, facts.hash(), facts.size())) {
        return new Kept(Optional.of(key), blobs.volume(), Optional.empty());
      }
    } catch (IOException e) {
      // a bad sector, say: another place may have the bytes
      unreadable = Optional.of(e);
    }
    try {
      ByteOrigin from = new CopySearch(facts, key, blobs, staging, sources).fetch();
      return new Kept(
          Optional.of(key), blobs.volume(), wasStored ? Optional.of(from) : Optional.empty());
    } catch (IOException e) {
      throw IoFailures.explained(e, "storing the original");
    } catch (StepFailedException e) {
      if (unreadable.isPresent() && e.failure().code() == ErrorCode.BLOB_DAMAGED) {
        throw IoFailures.explained(unreadable.get(), "reading the stored original");
      }
      throw e;
    }
  }

  private Kept inPlace(ItemFacts facts) throws StepFailedException, PlaceLostException {
    Optional<StepFailedException> unreachable = Optional.empty();
    for (ByteOrigin origin : facts.origins()) {
      if (origin instanceof ByteOrigin.InSource inSource) {
        try {
          return inPlace(facts, inSource);
        } catch (StepFailedException e) {
          // another place may be reachable
          unreachable = unreachable.or(() -> Optional.of(e));
        }
      }
    }
    throw unreachable.orElseGet(
        () -> new StepFailedException(ErrorCode.BLOB_MISSING, "no source holds the file any more"));
  }

  private Kept inPlace(ItemFacts facts, ByteOrigin.InSource place)
      throws StepFailedException, PlaceLostException {
    Path found = OriginalFile.inSource(place.location(), sources).path();
    if (!OriginalFile.holds(found, facts.size())) {
      throw new PlaceLostException(place.location(), LossReason.CHANGED, null);
    }
    return new Kept(Optional.empty(), "source-" + place.location().source(), Optional.empty());
  }
}
