package dev.muninn.ingest.entity;

import dev.muninn.media.BlobKey;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Curation;
import dev.muninn.media.Custody;
import dev.muninn.media.Description;
import dev.muninn.media.FactLayer;
import dev.muninn.media.MediaType;
import dev.muninn.media.RunId;
import dev.muninn.media.Segment;
import dev.muninn.media.signal.MediaItemEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an item remembers: its bytes and their places, its facts, how far it has come. Vectors are
 * not kept here; they are in the journal and in the index.
 */
public record ItemRecord(
    ContentHash hash,
    long size,
    MediaType type,
    Custody custody,
    List<Place> places,
    Set<String> names,
    Optional<BlobKey> blob,
    Map<FactLayer, Description> facts,
    List<PartSegments> segments,
    Optional<Curation> curation,
    Progress progress) {
  public ItemRecord {
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(custody, "custody");
    places = List.copyOf(places);
    names = Set.copyOf(names);
    Objects.requireNonNull(blob, "blob");
    facts = Map.copyOf(facts);
    segments = List.copyOf(segments);
    Objects.requireNonNull(curation, "curation");
    Objects.requireNonNull(progress, "progress");
  }

  /** The segments of one part of a preview run. */
  public record PartSegments(RunId run, int part, List<Segment> segments) {
    public PartSegments {
      segments = List.copyOf(segments);
    }
  }

  static ItemRecord begin(MediaItemEvent.Acquired acquired, MediaItemEvent.Hashed hashed) {
    return new ItemRecord(
        hashed.hash(),
        hashed.size(),
        acquired.type(),
        acquired.custody(),
        List.of(new Place(acquired.origin(), acquired.custody())),
        Set.of(acquired.name()),
        Optional.empty(),
        Map.of(),
        List.of(),
        Optional.empty(),
        Progress.begin(acquired.type().kind(), acquired.lane()));
  }

  ItemRecord withCustody(Custody custody) {
    return new ItemRecord(
        hash, size, type, custody, places, names, blob, facts, segments, curation, progress);
  }

  ItemRecord withPlaces(List<Place> places) {
    return new ItemRecord(
        hash, size, type, custody, places, names, blob, facts, segments, curation, progress);
  }

  ItemRecord withNames(Set<String> names) {
    return new ItemRecord(
        hash, size, type, custody, places, names, blob, facts, segments, curation, progress);
  }

  ItemRecord withBlob(Optional<BlobKey> blob) {
    return new ItemRecord(
        hash, size, type, custody, places, names, blob, facts, segments, curation, progress);
  }

  ItemRecord withFacts(Map<FactLayer, Description> facts) {
    return new ItemRecord(
        hash, size, type, custody, places, names, blob, facts, segments, curation, progress);
  }

  ItemRecord withSegments(List<PartSegments> segments) {
    return new ItemRecord(
        hash, size, type, custody, places, names, blob, facts, segments, curation, progress);
  }

  ItemRecord withCuration(Optional<Curation> curation) {
    return new ItemRecord(
        hash, size, type, custody, places, names, blob, facts, segments, curation, progress);
  }

  ItemRecord withProgress(Progress progress) {
    return new ItemRecord(
        hash, size, type, custody, places, names, blob, facts, segments, curation, progress);
  }

  /** The record after an event of a living or trashed item. */
  ItemRecord after(MediaItemEvent event) {
    return ItemFold.apply(this, event);
  }

  /** What the file says about itself, once described. */
  Optional<Description> description() {
    return Stream.of(FactLayer.CAMERA, FactLayer.FILE)
        .map(facts::get)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** The segments of the complete preview run, in order of index. */
  List<Segment> currentSegments() {
    return progress
        .previews()
        .complete()
        .map(
            run ->
                segments.stream()
                    .filter(part -> part.run().equals(run))
                    .flatMap(part -> part.segments().stream())
                    .sorted((a, b) -> Integer.compare(a.index(), b.index()))
                    .toList())
        .orElse(List.of());
  }
}
