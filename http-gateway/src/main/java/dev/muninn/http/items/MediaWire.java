package dev.muninn.http.items;

import dev.muninn.catalog.MediaRow;
import dev.muninn.catalog.Page;
import dev.muninn.media.CapturedAt;
import dev.muninn.media.Derived;
import dev.muninn.media.GeoPoint;
import dev.muninn.media.Label;
import dev.muninn.media.Segment;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Bodies of the media routes. */
public final class MediaWire {
  private MediaWire() {}

  public record Fact(String layer, String name, String value) {}

  /** A place on earth, degrees; the name where one is known. */
  public record Place(
      Optional<Double> latitude, Optional<Double> longitude, Optional<String> name) {}

  public record LabelView(String text, double score) {}

  /** Where the rest is; null where there is none (yet). */
  public record Links(
      String self,
      String stream,
      Optional<String> thumbnail,
      Optional<String> poster,
      Optional<String> preview,
      String segments,
      String pipeline,
      String similar) {}

  /** {@code capturedAt} is in UTC where {@code capturedAtOffsetKnown} is false. */
  public record Media(
      String mediaId,
      String kind,
      String contentType,
      String name,
      List<String> names,
      long size,
      String blake3,
      String status,
      OffsetDateTime acquiredAt,
      Optional<Integer> width,
      Optional<Integer> height,
      Optional<Long> durationMs,
      Optional<OffsetDateTime> capturedAt,
      boolean capturedAtOffsetKnown,
      Optional<String> capturedAtSource,
      Optional<Place> place,
      Optional<String> camera,
      List<String> tags,
      Optional<Integer> rating,
      Optional<String> title,
      List<LabelView> labels,
      List<Fact> facts,
      Links links) {

    static Media of(MediaRow row) {
      return new Media(
          row.mediaId().value(),
          row.type().kind().word(),
          row.type().contentType(),
          row.name(),
          row.names(),
          row.size(),
          row.hash().value(),
          row.status().word(),
          row.acquiredAt().atOffset(ZoneOffset.UTC),
          row.width(),
          row.height(),
          row.durationMs(),
          row.capturedAt().map(MediaWire::timeOf),
          row.capturedAt().flatMap(CapturedAt::offset).isPresent(),
          row.capturedAt().map(CapturedAt::source),
          placeOf(row.place(), row.placeName()),
          row.camera(),
          row.tags(),
          row.rating(),
          row.title(),
          row.labels().stream().map(MediaWire::labelOf).toList(),
          row.facts().stream()
              .map(f -> new Fact(f.layer().name().toLowerCase(Locale.ROOT), f.name(), f.value()))
              .toList(),
          linksOf(row));
    }
  }

  private static OffsetDateTime timeOf(CapturedAt captured) {
    return captured.local().atOffset(captured.offset().orElse(ZoneOffset.UTC));
  }

  private static Optional<Place> placeOf(Optional<GeoPoint> point, Optional<String> name) {
    return point.isEmpty() && name.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Place(point.map(GeoPoint::latitude), point.map(GeoPoint::longitude), name));
  }

  private static LabelView labelOf(Label label) {
    return new LabelView(label.text(), label.score());
  }

  private static Links linksOf(MediaRow row) {
    String self = "/api/v1/media/" + row.mediaId().value();
    return new Links(
        self,
        self + "/stream",
        link(row, Derived.Role.THUMB_256, self + "/thumbnail?size=256"),
        link(row, Derived.Role.POSTER, self + "/poster"),
        link(row, Derived.Role.PREVIEW_CLIP, self + "/preview"),
        self + "/segments",
        self + "/pipeline",
        self + "/similar");
  }

  private static Optional<String> link(MediaRow row, Derived.Role role, String address) {
    return row.derived().stream().anyMatch(d -> d.role() == role)
        ? Optional.of(address)
        : Optional.empty();
  }

  public record MediaPage(List<Media> items, Optional<String> next, long total, long asOfLagMs) {

    static MediaPage of(Page<MediaRow> page) {
      return new MediaPage(
          page.items().stream().map(Media::of).toList(),
          page.next(),
          page.total(),
          page.asOfLagMs());
    }
  }

  public record Bucket(LocalDate start, long count) {}

  public record Timeline(String unit, List<Bucket> buckets) {}

  /** {@code percent} of the segment's picture have the colour. */
  public record ColourView(String colour, int percent) {}

  /** A piece of the item, its picture, and what machines saw in it. */
  public record SegmentView(
      int index,
      long startMs,
      long endMs,
      String image,
      List<ColourView> colours,
      List<String> labels) {}

  public record Segments(String mediaId, List<SegmentView> segments) {

    static Segments of(MediaRow row) {
      return new Segments(
          row.mediaId().value(), row.segments().stream().map(s -> segmentOf(row, s)).toList());
    }
  }

  private static SegmentView segmentOf(MediaRow row, Segment segment) {
    return new SegmentView(
        segment.index(),
        segment.startMs(),
        segment.endMs(),
        "/api/v1/media/" + row.mediaId().value() + "/segments/" + segment.index(),
        segment.colours().stream()
            .map(share -> new ColourView(share.colour().word(), share.percent()))
            .toList(),
        row.labels().stream()
            .filter(label -> label.segments().contains(segment.index()))
            .map(Label::text)
            .toList());
  }
}
