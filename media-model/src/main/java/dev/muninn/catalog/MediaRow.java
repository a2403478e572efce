package dev.muninn.catalog;

import dev.muninn.media.BlobKey;
import dev.muninn.media.CapturedAt;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Derived;
import dev.muninn.media.FileLocation;
import dev.muninn.media.GeoPoint;
import dev.muninn.media.Label;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.Segment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One item as lists and pages show it: the fold over its fact layers. {@code damage} says what was
 * found wrong with the original, until its bytes are stored again.
 */
public record MediaRow(
    OrgId org,
    MediaId mediaId,
    MediaType type,
    String name,
    long size,
    ContentHash hash,
    MediaStatus status,
    Instant acquiredAt,
    long sequenceNr,
    Optional<Integer> width,
    Optional<Integer> height,
    Optional<Long> durationMs,
    Optional<CapturedAt> capturedAt,
    Optional<GeoPoint> place,
    Optional<String> placeName,
    Optional<String> camera,
    Optional<String> title,
    Optional<Integer> rating,
    List<String> tags,
    List<Label> labels,
    List<LayeredFact> facts,
    List<Derived> derived,
    List<Segment> segments,
    Optional<BlobKey> blob,
    Optional<String> damage,
    List<FileLocation> inPlace,
    List<String> names) {
  public MediaRow {
    tags = List.copyOf(tags);
    labels = List.copyOf(labels);
    facts = List.copyOf(facts);
    derived = List.copyOf(derived);
    segments = List.copyOf(segments);
    inPlace = List.copyOf(inPlace);
    names = List.copyOf(names);
  }
}
