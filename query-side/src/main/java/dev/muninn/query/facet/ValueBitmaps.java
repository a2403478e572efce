package dev.muninn.query.facet;

import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * The bitmaps of one facet, by value. What was published is never changed again: a bitmap that is
 * written to is copied once between two publications. One writer.
 */
final class ValueBitmaps {
  private Map<String, RoaringBitmap> published = Map.of();
  private final Map<String, RoaringBitmap> written = new HashMap<>();

  void add(String value, int number) {
    writable(value).add(number);
  }

  void remove(String value, int number) {
    writable(value).remove(number);
  }

  private RoaringBitmap writable(String value) {
    return written.computeIfAbsent(value, this::copyOf);
  }

  private RoaringBitmap copyOf(String value) {
    RoaringBitmap seen = published.get(value);
    return seen == null ? new RoaringBitmap() : seen.clone();
  }

  /** All bitmaps that are not empty, as they are now and for ever. */
  Map<String, RoaringBitmap> publish() {
    if (!written.isEmpty()) {
      Map<String, RoaringBitmap> next = new HashMap<>(published);
      written.forEach((value, bitmap) -> put(next, value, bitmap));
      written.clear();
      published = next;
    }
    return published;
  }

  private static void put(Map<String, RoaringBitmap> next, String value, RoaringBitmap bitmap) {
    if (bitmap.isEmpty()) {
      next.remove(value);
    } else {
      bitmap.runOptimize();
      next.put(value, bitmap);
    }
  }
}
