package dev.muninn.query.facet;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.MediaKind;
import dev.muninn.query.view.ItemFacets;
import dev.muninn.search.SearchFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/** The facets as they were published once. Immutable. */
record FacetSnapshot(Map<Facet, Map<String, RoaringBitmap>> values, DateColumn.Times times) {
  private static final RoaringBitmap NOTHING = new RoaringBitmap();
  private static final int BEST = 5;

  /** The smallest part first, so that the others have little left to look at. */
  RoaringBitmap matching(SearchFilter filter) {
    List<RoaringBitmap> parts = parts(filter);
    parts.sort(Comparator.comparingInt(RoaringBitmap::getCardinality));
    RoaringBitmap all = parts.get(0).clone();
    parts.subList(1, parts.size()).forEach(all::and);
    return within(all, filter);
  }

  private List<RoaringBitmap> parts(SearchFilter filter) {
    boolean trash = filter.status().equals(Optional.of(MediaStatus.TRASHED));
    List<RoaringBitmap> parts = new ArrayList<>();
    parts.add(of(Facet.STATE, trash ? Facets.TRASHED : Facets.LIVE));
    if (!filter.kinds().isEmpty()) {
      parts.add(any(Facet.KIND, filter.kinds().stream().map(MediaKind::word).toList()));
    }
    filter.minRating().ifPresent(least -> parts.add(any(Facet.RATING, ratingsFrom(least))));
    filter.tags().forEach(tag -> parts.add(of(Facet.TAG, ItemFacets.tagKey(tag))));
    filter.place().ifPresent(part -> parts.add(any(Facet.PLACE, places(part))));
    filter.source().ifPresent(source -> parts.add(of(Facet.SOURCE, source.value())));
    return parts;
  }

  private RoaringBitmap of(Facet facet, String value) {
    return values.get(facet).getOrDefault(value, NOTHING);
  }

  private RoaringBitmap any(Facet facet, Collection<String> some) {
    return RoaringBitmap.or(some.stream().map(value -> of(facet, value)).iterator());
  }

  private static List<String> ratingsFrom(int least) {
    return IntStream.rangeClosed(least, BEST).mapToObj(String::valueOf).toList();
  }

  /** The names that hold a part: as many as there are places, not items. */
  private List<String> places(String part) {
    String key = ItemFacets.placeKey(part);
    return values.get(Facet.PLACE).keySet().stream().filter(name -> name.contains(key)).toList();
  }

  private RoaringBitmap within(RoaringBitmap items, SearchFilter filter) {
    if (filter.from().isEmpty() && filter.to().isEmpty()) {
      return items;
    }
    long first = filter.from().map(ItemFacets::compared).map(Facet::month).orElse(Long.MIN_VALUE);
    long last = filter.to().map(ItemFacets::compared).map(Facet::month).orElse(Long.MAX_VALUE);
    List<RoaringBitmap> between = new ArrayList<>();
    List<RoaringBitmap> ends = new ArrayList<>();
    values
        .get(Facet.MONTH)
        .forEach(
            (value, ofMonth) -> {
              long month = Long.parseLong(value);
              if (month > first && month < last) {
                between.add(ofMonth);
              } else if (month == first || month == last) {
                ends.add(ofMonth);
              }
            });
    RoaringBitmap found = RoaringBitmap.and(items, RoaringBitmap.or(between.iterator()));
    found.or(exactly(RoaringBitmap.and(items, RoaringBitmap.or(ends.iterator())), filter));
    return found;
  }

  private RoaringBitmap exactly(RoaringBitmap items, SearchFilter filter) {
    long from = filter.from().map(Facets::micros).orElse(Long.MIN_VALUE);
    long to = filter.to().map(Facets::micros).orElse(Long.MAX_VALUE);
    RoaringBitmapWriter<RoaringBitmap> found = RoaringBitmapWriter.writer().get();
    PeekableIntIterator numbers = items.getIntIterator();
    while (numbers.hasNext()) {
      int number = numbers.next();
      long at = times.of(number);
      if (at >= from && at < to) {
        found.add(number);
      }
    }
    return found.get();
  }
}
