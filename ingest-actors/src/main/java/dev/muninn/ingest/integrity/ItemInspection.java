package dev.muninn.ingest.integrity;

import dev.muninn.blob.BlobStore;
import dev.muninn.blob.DerivedStore;
import dev.muninn.catalog.FileChecks.Fault;
import dev.muninn.ingest.stage.SourceFiles;
import dev.muninn.ingest.stage.SourceOfflineException;
import dev.muninn.ingest.storage.FileHash;
import dev.muninn.media.BlobKey;
import dev.muninn.media.Damage;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.FileLocation;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.LossReason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Looks at the files of one item, tells the item what is wrong, and waits until that is in the
 * journal. Blocking; thread-safe.
 */
final class ItemInspection {
  private static final int NAMES_IN_WORDS = 3;

  private final BlobStore blobs;
  private final DerivedStore derived;
  private final SourceFiles sources;
  private final FileFaults faults;

  ItemInspection(BlobStore blobs, DerivedStore derived, SourceFiles sources, FileFaults faults) {
    this.blobs = blobs;
    this.derived = derived;
    this.sources = sources;
    this.faults = faults;
  }

  /** How much of the originals is read. */
  enum Depth {
    /** Presence, size, and for files in place the times and the inode. */
    LOOK,
    /** Every byte. */
    READ
  }

  /** What was wrong, and how many files were looked at or could not be: their source is offline. */
  record Result(List<Spot> spots, long files, long offline) {
    Result {
      spots = List.copyOf(spots);
    }
  }

  Result inspect(ItemFiles item, Depth depth, FileHash.Pace pace) throws IOException {
    List<Spot> spots = new ArrayList<>();
    long files = item.derived().size();
    long offline = 0;
    if (item.blob().isPresent()) {
      files++;
      blob(item, item.blob().get(), depth, pace).ifPresent(spots::add);
    }
    for (FileLocation place : item.inPlace()) {
      files++;
      try {
        inPlace(item, place, depth, pace).ifPresent(spots::add);
      } catch (SourceOfflineException e) {
        offline++;
      }
    }
    spots.addAll(derived(item));
    return new Result(spots, files, offline);
  }

  /** What is known to be damaged is read in any case: it may be whole again. */
  private Optional<Spot> blob(ItemFiles item, BlobKey key, Depth depth, FileHash.Pace pace)
      throws IOException {
    Path file = blobs.path(key);
    long size = item.item().size();
    Optional<PoolCopy.Fault> fault =
        depth == Depth.READ || item.awaitsStoring()
            ? PoolCopy.read(file, size, item.item().hash(), pace)
            : PoolCopy.look(file, size);
    fault.ifPresent(
        found ->
            faults
                .damaged(item.key(), found.damage(), key, found.words())
                .toCompletableFuture()
                .join());
    return fault.map(
        found ->
            new Spot(
                faultOf(found.damage()),
                "pool/" + key,
                Optional.of(item.key()),
                found.words(),
                Optional.of(StageName.STORE)));
  }

  private static Fault faultOf(Damage damage) {
    return switch (damage) {
      case MISSING -> Fault.MISSING;
      case TRUNCATED -> Fault.TRUNCATED;
      case OTHER_BYTES -> Fault.FLIPPED;
    };
  }

  /**
   * A file of somebody else: one that was changed or is gone is a place lost, as in a scan, and no
   * damage. Only a file that looks untouched and has other bytes is: its disk is failing.
   */
  private Optional<Spot> inPlace(
      ItemFiles item, FileLocation place, Depth depth, FileHash.Pace pace) throws IOException {
    try {
      boolean untouched = place.sameFileAs(sources.stat(place));
      if (untouched && depth == Depth.LOOK) {
        return Optional.empty();
      }
      boolean same = FileHash.of(sources.resolve(place), pace).equals(item.item().hash());
      if (same) {
        return Optional.empty();
      }
      lose(item, place, LossReason.CHANGED);
      return untouched ? Optional.of(rotten(item, place)) : Optional.empty();
    } catch (SourceOfflineException | InterruptedIOException e) {
      throw e;
    } catch (NoSuchFileException e) {
      lose(item, place, LossReason.GONE);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          spotInPlace(
              item,
              place,
              "the file cannot be read where it lies (" + e.getClass().getSimpleName() + ")"));
    }
  }

  private static Spot rotten(ItemFiles item, FileLocation place) {
    return spotInPlace(
        item, place, "the file looks untouched and has other bytes; its disk may be failing");
  }

  private static Spot spotInPlace(ItemFiles item, FileLocation place, String words) {
    return new Spot(
        Fault.FLIPPED,
        "source " + place.source() + ": " + place.path(),
        Optional.of(item.key()),
        words,
        Optional.empty());
  }

  private void lose(ItemFiles item, FileLocation place, LossReason reason) {
    faults.lost(item.key(), place, reason).toCompletableFuture().join();
  }

  private List<Spot> derived(ItemFiles item) throws IOException {
    List<Spot> spots = new ArrayList<>();
    List<DerivedKey> keys =
        item.derived().keySet().stream().sorted(Comparator.comparing(DerivedKey::value)).toList();
    for (DerivedKey key : keys) {
      if (!isWhole(derived.path(key), item.derived().get(key))) {
        spots.add(
            new Spot(
                Fault.DERIVED_MISSING,
                "derived/" + key,
                Optional.of(item.key()),
                "the derived file is gone or not whole",
                Optional.of(StageName.PREVIEW)));
      }
    }
    if (!spots.isEmpty() && !derived.isThere()) {
      throw new PoolAwayException();
    }
    if (!spots.isEmpty()) {
      faults
          .derivedLost(item.key(), item.run().orElseThrow(), names(spots))
          .toCompletableFuture()
          .join();
    }
    return spots;
  }

  private static String names(List<Spot> spots) {
    return spots.stream()
        .limit(NAMES_IN_WORDS)
        .map(spot -> spot.file().substring(spot.file().lastIndexOf('/') + 1))
        .collect(Collectors.joining(", "));
  }

  /** The size is 0 where none was recorded. */
  private static boolean isWhole(Path file, long size) throws IOException {
    try {
      long seen = Files.size(file);
      return size == 0 ? seen > 0 : seen == size;
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
