package dev.muninn.ingest.integrity;

import dev.muninn.ingest.entity.ItemRecord;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.Custody;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.FileLocation;
import dev.muninn.media.RunId;
import dev.muninn.media.signal.MediaItemKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the journal says of the files of one item. {@code derived} are those of the current preview
 * run with their sizes in bytes, 0 where none was recorded.
 */
record ItemFiles(MediaItemKey key, ItemRecord item, Map<DerivedKey, Long> derived) {
  ItemFiles {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(item, "item");
    derived = Map.copyOf(derived);
  }

  /** The blob that the pool should hold; none before the first {@code Stored}, or in place. */
  Optional<BlobKey> blob() {
    return item.custody() == Custody.COPY ? item.blob() : Optional.empty();
  }

  /** Whether a file of the pool is this item's, be it stored already or just being stored. */
  boolean owns(BlobKey file) {
    return item.custody() == Custody.COPY
        && BlobKey.of(key.org(), item.hash(), item.type()).equals(file);
  }

  /** Whether damage of the blob is known and not mended. */
  boolean awaitsStoring() {
    return !item.progress().stored();
  }

  /** The run whose derived files count. */
  Optional<RunId> run() {
    return item.progress().previews().complete();
  }

  /** The files that are indexed where they lie. */
  List<FileLocation> inPlace() {
    return item.places().stream()
        .filter(place -> place.custody() == Custody.IN_PLACE)
        .flatMap(
            place ->
                place.origin() instanceof ByteOrigin.InSource in
                    ? Stream.of(in.location())
                    : Stream.empty())
        .toList();
  }
}
