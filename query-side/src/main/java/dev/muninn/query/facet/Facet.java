package dev.muninn.query.facet;

import dev.muninn.query.view.ItemFacets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Collection;
import java.util.List;

/** The facets that have one bitmap a value. The exact date is no such: see {@link DateColumn}. */
enum Facet {
  /** One of {@link Facets#LIVE} and {@link Facets#TRASHED}. */
  STATE,
  KIND,
  RATING,
  TAG,
  PLACE,
  SOURCE,
  /** Of the date, counted from January 1970; so a long time is a few bitmaps. */
  MONTH;

  private static final long FIRST_MONTH = 1970 * 12;

  /** The values of an item, each of which has the item in its bitmap. */
  Collection<String> of(ItemFacets item) {
    return switch (this) {
      case STATE -> List.of(item.trashed() ? Facets.TRASHED : Facets.LIVE);
      case KIND -> List.of(item.kind().word());
      case RATING -> item.rating().stream().map(String::valueOf).toList();
      case TAG -> item.tagKeys();
      case PLACE -> item.placeKey().stream().toList();
      case SOURCE -> item.sources();
      case MONTH -> List.of(String.valueOf(month(item.shownAt())));
    };
  }

  static long month(Instant at) {
    return at.atOffset(ZoneOffset.UTC).getLong(ChronoField.PROLEPTIC_MONTH) - FIRST_MONTH;
  }
}
