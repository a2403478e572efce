package dev.muninn.query.facet;

import dev.muninn.query.view.ItemFacets;
import java.util.Collection;
import java.util.List;

/** The facets that have one bitmap a value. The date is no such: see {@link DateColumn}. */
enum Facet {
  /** One of {@link Facets#LIVE} and {@link Facets#TRASHED}. */
  STATE,
  KIND,
  RATING,
  TAG,
  PLACE,
  SOURCE;

  /** The values of an item, each of which has the item in its bitmap. */
  Collection<String> of(ItemFacets item) {
    return switch (this) {
      case STATE -> List.of(item.trashed() ? Facets.TRASHED : Facets.LIVE);
      case KIND -> List.of(item.kind().word());
      case RATING -> item.rating().stream().map(String::valueOf).toList();
      case TAG -> item.tagKeys();
      case PLACE -> item.placeKey().stream().toList();
      case SOURCE -> item.sources();
    };
  }
}
