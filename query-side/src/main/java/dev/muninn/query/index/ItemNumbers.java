package dev.muninn.query.index;

import dev.muninn.media.MediaId;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The items of a partition counted from 0 in the order in which they were first seen: a number is
 * never given twice, also when its item is purged, so that bitmaps over them stay true. One writer
 * ({@link #of}); any thread reads, and sees every number given before it began.
 */
public final class ItemNumbers {
  private static final int FIRST_ROOM = 64;

  private final Map<MediaId, Integer> numbers = new ConcurrentHashMap<>();
  private volatile MediaId[] ids = new MediaId[FIRST_ROOM];
  private volatile int size;

  /** The number of an item, a new one when it was never seen. */
  public int of(MediaId mediaId) {
    Integer known = numbers.get(mediaId);
    if (known != null) {
      return known;
    }
    int number = size;
    if (number == ids.length) {
      ids = Arrays.copyOf(ids, 2 * number);
    }
    ids[number] = mediaId;
    size = number + 1;
    numbers.put(mediaId, number);
    return number;
  }

  /** The number of an item; empty when it was never seen. */
  public OptionalInt find(MediaId mediaId) {
    Integer known = numbers.get(mediaId);
    return known == null ? OptionalInt.empty() : OptionalInt.of(known);
  }

  /**
   * The item under a number.
   *
   * @throws IndexOutOfBoundsException when no item has it yet
   */
  public MediaId id(int number) {
    if (number < 0 || number >= size) {
      throw new IndexOutOfBoundsException("item number " + number + " of " + size);
    }
    return ids[number];
  }

  /** How many numbers were given: the next one. */
  public int size() {
    return size;
  }
}
