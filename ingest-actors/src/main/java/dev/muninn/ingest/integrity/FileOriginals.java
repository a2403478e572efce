package dev.muninn.ingest.integrity;

import dev.muninn.blob.BlobStore;
import dev.muninn.blob.DerivedStore;
import dev.muninn.blob.Originals;
import dev.muninn.blob.StoreAwayException;
import dev.muninn.ingest.stage.SourceFiles;
import dev.muninn.ingest.stage.SourceOfflineException;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.FileLocation;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.LossReason;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves from the pool where it can, else from a file in place that still looks untouched. What it
 * finds wrong it tells the item, and does not wait for that. Thread-safe.
 */
public final class FileOriginals implements Originals {

  private static final Logger LOG = LoggerFactory.getLogger(FileOriginals.class);

  private final BlobStore blobs;
  private final SourceFiles files;
  private final DerivedStore derived;
  private final FileFaults faults;

  FileOriginals(BlobStore blobs, SourceFiles files, DerivedStore derived, FileFaults faults) {
    this.blobs = blobs;
    this.derived = derived;
    this.files = files;
    this.faults = faults;
  }

  @Override
  public Outcome find(Wanted wanted) throws IOException {
    Optional<String> damage;
    try {
      damage = wanted.damage().isPresent() ? wanted.damage() : newDamage(wanted);
    } catch (PoolAwayException e) {
      return new Outcome.SourceOffline(e.getMessage());
    }
    if (wanted.blob().isPresent() && damage.isEmpty()) {
      return new Outcome.Found(blobs.path(wanted.blob().get()));
    }
    List<Outcome> places = new ArrayList<>();
    for (FileLocation location : wanted.inPlace()) {
      Outcome place = inPlace(wanted, location);
      if (place instanceof Outcome.Found) {
        return place;
      }
      places.add(place);
    }
    return places.stream()
        .filter(Outcome.SourceOffline.class::isInstance)
        .findFirst()
        .orElseGet(() -> nowhere(wanted, damage, places));
  }

  private static Outcome nowhere(Wanted wanted, Optional<String> damage, List<Outcome> places) {
    if (wanted.blob().isPresent()) {
      return new Outcome.Damaged(
          "This item's original cannot be served: " + damage.orElseThrow() + ".");
    }
    if (!places.isEmpty()) {
      return places.get(0);
    }
    return damage.isPresent()
        ? new Outcome.Gone("The original is no longer where it lay, and no other copy is known.")
        : new Outcome.NotStored("The original was taken in and is about to be stored.");
  }

  /** Looks at presence and size of our copy. */
  private Optional<String> newDamage(Wanted wanted) throws IOException {
    if (wanted.blob().isEmpty()) {
      return Optional.empty();
    }
    Optional<PoolCopy.Fault> fault = PoolCopy.look(blobs.path(wanted.blob().get()), wanted.size());
    fault.ifPresent(
        found ->
            told(
                keyOf(wanted),
                faults.damaged(keyOf(wanted), found.damage(), wanted.blob().get(), found.words())));
    return fault.map(PoolCopy.Fault::words);
  }

  private Outcome inPlace(Wanted wanted, FileLocation location) {
    try {
      if (location.sameFileAs(files.stat(location))) {
        return new Outcome.Found(files.resolve(location));
      }
      told(keyOf(wanted), faults.lost(keyOf(wanted), location, LossReason.CHANGED));
      return new Outcome.Gone("The file has other contents now than were taken in.");
    } catch (SourceOfflineException e) {
      return new Outcome.SourceOffline(e.getMessage());
    } catch (NoSuchFileException e) {
      told(keyOf(wanted), faults.lost(keyOf(wanted), location, LossReason.GONE));
      return new Outcome.Gone("The file is no longer where it lay.");
    } catch (IOException e) {
      LOG.debug("a place cannot be served from source={}", location.source(), e);
      return new Outcome.SourceOffline("The file cannot be read where it lies.");
    }
  }

  @Override
  public void derivedLost(OrgId org, MediaId mediaId, DerivedKey key) throws StoreAwayException {
    if (!derived.isThere()) {
      throw new StoreAwayException(
          "The folder of the small pictures is not there on this node. Is its disk mounted?");
    }
    MediaItemKey item = new MediaItemKey(org, mediaId);
    told(item, faults.derivedLost(item, DerivedFiles.runOf(key), DerivedFiles.nameOf(key)));
  }

  private static MediaItemKey keyOf(Wanted wanted) {
    return new MediaItemKey(wanted.org(), wanted.mediaId());
  }

  private static void told(MediaItemKey item, CompletionStage<MediaItemReply> report) {
    report.whenComplete(
        (reply, failure) -> {
          if (failure != null) {
            LOG.warn(
                "a file fault was not told, whoever meets it next tells it org={} mediaId={}",
                item.org(),
                item.mediaId(),
                failure);
          } else if (reply instanceof MediaItemReply.Accepted) {
            LOG.info("a file is not as recorded org={} mediaId={}", item.org(), item.mediaId());
          }
        });
  }
}
