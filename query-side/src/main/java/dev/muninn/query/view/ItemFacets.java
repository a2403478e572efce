package dev.muninn.query.view;

import dev.muninn.media.MediaKind;
import dev.muninn.media.SourceId;
import dev.muninn.search.SearchFilter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What filters see of an item, in the form in which it is compared: the one truth of the columns of
 * the view and of the bitmaps beside the vectors. Pure.
 *
 * @param shownAt captured-at, else when it was taken in; whole microseconds, as PostgreSQL keeps
 * @param tagKeys the tags by {@link #tagKey}, each once
 * @param placeKey the name of the place by {@link #placeKey}
 * @param sources the ids of the sources where it lies, each once, sorted
 */
public record ItemFacets(
    MediaKind kind,
    Instant shownAt,
    List<String> tagKeys,
    Optional<Integer> rating,
    Optional<String> placeKey,
    List<String> sources,
    boolean trashed) {
  /** A file may claim any year; what lies beyond these is sorted to them. */
  private static final Instant FIRST = Instant.parse("-4000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("+20000-01-01T00:00:00Z");

  public ItemFacets {
    tagKeys = List.copyOf(tagKeys);
    sources = List.copyOf(sources);
  }

  public static ItemFacets of(MediaDocument item) {
    return new ItemFacets(
        item.start().type().kind(),
        compared(MediaShown.capturedAt(item).map(at -> at.instant()).orElse(item.start().at())),
        item.person().tags().orElse(List.of()).stream().map(ItemFacets::tagKey).distinct().toList(),
        item.person().rating(),
        item.person().placeName().map(ItemFacets::placeKey),
        item.places().stream()
            .flatMap(place -> place.source().stream())
            .map(SourceId::value)
            .distinct()
            .sorted()
            .toList(),
        item.trashed());
  }

  /** A time as it is compared, also the bound of a filter: no finer than a microsecond. */
  public static Instant compared(Instant at) {
    Instant within = at.isBefore(FIRST) ? FIRST : at.isAfter(LAST) ? LAST : at;
    return within.truncatedTo(ChronoUnit.MICROS);
  }

  /** A tag as it is compared: {@link SearchFilter#tagKey} of what PostgreSQL can keep. */
  public static String tagKey(String tag) {
    return SearchFilter.tagKey(MediaRows.clean(tag));
  }

  /** The name of a place as a part of it is looked for: in lower case. */
  public static String placeKey(String name) {
    return MediaRows.clean(name).toLowerCase(Locale.ROOT);
  }
}
