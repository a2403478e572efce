package dev.muninn.query.view;

import dev.muninn.catalog.MediaRow;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.CapturedAt;
import dev.muninn.media.Colour;
import dev.muninn.media.Custody;
import dev.muninn.media.Description;
import dev.muninn.media.FactLayer;
import dev.muninn.media.FileLocation;
import dev.muninn.media.Label;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is shown of an item: the fold over its fact layers, person over sidecar over camera over
 * file over model. Pure.
 */
public final class MediaShown {
  private static final List<FactLayer> MACHINES =
      List.of(FactLayer.SIDECAR, FactLayer.CAMERA, FactLayer.FILE, FactLayer.MODEL);
  private static final int MAX_LABELS = 32;

  /** Of a picture, in percent. */
  private static final int FIFTH = 20;

  private MediaShown() {}

  /** The row of a page or list; the status TRASHED comes from the item itself. */
  public static MediaRow row(
      OrgId org, MediaId mediaId, MediaDocument item, MediaStatus pipelineStatus) {
    return new MediaRow(
        org,
        mediaId,
        item.start().type(),
        item.start().name(),
        item.start().size(),
        item.hash().orElseThrow(() -> new IllegalStateException("no hash of " + mediaId)),
        item.trashed() ? MediaStatus.TRASHED : pipelineStatus,
        item.start().at(),
        item.sequenceNr(),
        first(item, Description::width),
        first(item, Description::height),
        first(item, Description::durationMs),
        capturedAt(item),
        first(item, Description::place),
        item.person().placeName(),
        first(item, Description::camera),
        item.person().title(),
        item.person().rating(),
        item.person().tags().orElse(List.of()),
        labels(item),
        LayeredFacts.of(item),
        item.previews().shown().derived(),
        item.previews().shown().segments(),
        item.blob(),
        item.damage(),
        inPlace(item),
        item.names());
  }

  static Optional<CapturedAt> capturedAt(MediaDocument item) {
    return item.person().capturedAt().or(() -> first(item, Description::capturedAt));
  }

  /** The labels of all spaces, each once with its best score and its segments, best first. */
  static List<Label> labels(MediaDocument item) {
    Map<String, Label> best = new LinkedHashMap<>();
    item.labels().forEach(label -> best.merge(label.text(), label, MediaShown::joined));
    return best.values().stream()
        .sorted(Comparator.comparingDouble((Label l) -> -l.score()).thenComparing(Label::text))
        .limit(MAX_LABELS)
        .toList();
  }

  private static Label joined(Label one, Label other) {
    return new Label(
        one.text(),
        Math.max(one.score(), other.score()),
        Stream.concat(one.segments().stream(), other.segments().stream())
            .distinct()
            .sorted()
            .toList());
  }

  /**
   * The colours of the segments that are shown, the one with the largest share first, each once and
   * once more for each fifth of the picture that it covers: what is all red is found before what
   * has some red, since the full text counts words.
   */
  static List<Colour> colours(MediaDocument item) {
    Map<Colour, Integer> most = new EnumMap<>(Colour.class);
    item.previews().shown().segments().stream()
        .flatMap(segment -> segment.colours().stream())
        .forEach(share -> most.merge(share.colour(), share.percent(), Math::max));
    return most.entrySet().stream()
        .sorted(Map.Entry.<Colour, Integer>comparingByValue().reversed())
        .flatMap(e -> Collections.nCopies(1 + e.getValue() / FIFTH, e.getKey()).stream())
        .toList();
  }

  static <T> Optional<T> first(MediaDocument item, Function<Description, Optional<T>> part) {
    return MACHINES.stream()
        .flatMap(layer -> Optional.ofNullable(item.layers().get(layer)).flatMap(part).stream())
        .findFirst();
  }

  private static List<FileLocation> inPlace(MediaDocument item) {
    return item.places().stream()
        .filter(place -> place.custody() == Custody.IN_PLACE)
        .map(MediaDocument.Place::origin)
        .filter(ByteOrigin.InSource.class::isInstance)
        .map(origin -> ((ByteOrigin.InSource) origin).location())
        .toList();
  }
}
