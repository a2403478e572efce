package dev.muninn.query.index;

import dev.muninn.media.MediaId;
import java.util.Collection;
import org.roaringbitmap.RoaringBitmap;

/** Which items a search may answer with; applied inside the index, never to a finished page. */
public sealed interface VectorFilter {

  /** Every item of the partition. */
  record Everything() implements VectorFilter {}

  /**
   * The items under these {@link ItemNumbers} of the partition and no others; numbers of which the
   * index holds nothing are ignored. The bitmap must not change while a search uses it.
   */
  record Items(RoaringBitmap itemNumbers) implements VectorFilter {}

  static VectorFilter everything() {
    return new Everything();
  }

  static VectorFilter items(RoaringBitmap itemNumbers) {
    return new Items(itemNumbers);
  }

  /** These items, as far as the partition has ever seen them. */
  static VectorFilter only(ItemNumbers numbers, Collection<MediaId> items) {
    RoaringBitmap bitmap = new RoaringBitmap();
    items.forEach(item -> numbers.find(item).ifPresent(bitmap::add));
    return new Items(bitmap);
  }
}
