package dev.muninn.query.facet;

import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.query.view.ItemFacets;
import dev.muninn.query.view.MediaDocument;
import dev.muninn.search.SearchFilter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/**
 * What filters see of the items of a partition, by their numbers: a function of the events alone.
 * One writer applies events and publishes at the end of a group; any thread asks, without locks,
 * and sees one publication whole.
 */
public final class Facets {
  static final String LIVE = "live";
  static final String TRASHED = "trashed";
  private static final byte[] NONE = {};

  private final Map<Facet, ValueBitmaps> bitmaps = new EnumMap<>(Facet.class);
  private final DateColumn dates = new DateColumn();
  private byte[][] items = {};
  private volatile FacetSnapshot published;

  /** Of no items. */
  public Facets() {
    for (Facet facet : Facet.values()) {
      bitmaps.put(facet, new ValueBitmaps());
    }
    publish();
  }

  /** Whether an event can change what a filter sees. */
  public static boolean concerns(MediaItemEvent event) {
    return FacetFold.concerns(event);
  }

  /** Whether something is known of the item under this number: not before its start. */
  public boolean has(int number) {
    return number < items.length && items[number] != null;
  }

  /** Takes the next event of the item under this number in; seen after {@link #publish}. */
  public void apply(int number, MediaItemEvent event) {
    if (FacetFold.concerns(event)) {
      Optional<MediaDocument> before = item(number);
      become(number, before, FacetFold.after(before, event));
    }
  }

  /** Lets readers see all that was applied and loaded. */
  public void publish() {
    Map<Facet, Map<String, RoaringBitmap>> values = new EnumMap<>(Facet.class);
    bitmaps.forEach((facet, ofFacet) -> values.put(facet, ofFacet.publish()));
    published = new FacetSnapshot(values, dates.publish());
  }

  /** The item's state for the index file; empty when there is none. */
  public byte[] packed(int number) {
    return has(number) ? items[number].clone() : NONE;
  }

  /**
   * Puts an item back as {@link #packed} gave it; seen after {@link #publish}.
   *
   * @throws IllegalArgumentException for bytes that are none of ours
   */
  public void load(int number, byte[] packed) {
    become(
        number,
        item(number),
        packed.length == 0 ? Optional.empty() : Optional.of(ItemUnpacking.unpack(packed)));
  }

  /**
   * The numbers of the items that pass every part of a filter but one: where an item stands in the
   * pipeline is no facet, so of {@code status} only the trash is looked at. The trash is left out
   * unless it is asked for. Any thread; the bitmap is the caller's.
   */
  public RoaringBitmap matching(SearchFilter filter) {
    return published.matching(filter);
  }

  private Optional<MediaDocument> item(int number) {
    return has(number) ? Optional.of(ItemUnpacking.unpack(items[number])) : Optional.empty();
  }

  private void become(int number, Optional<MediaDocument> before, Optional<MediaDocument> after) {
    keep(number, after);
    Optional<ItemFacets> old = before.map(ItemFacets::of);
    Optional<ItemFacets> now = after.map(ItemFacets::of);
    if (!old.equals(now)) {
      for (Facet facet : Facet.values()) {
        ValueBitmaps values = bitmaps.get(facet);
        old.ifPresent(item -> facet.of(item).forEach(value -> values.remove(value, number)));
        now.ifPresent(item -> facet.of(item).forEach(value -> values.add(value, number)));
      }
      now.ifPresent(item -> dates.set(number, micros(item.shownAt())));
    }
  }

  private void keep(int number, Optional<MediaDocument> item) {
    if (number >= items.length) {
      items = Arrays.copyOf(items, Math.max(number + 1, items.length * 3 / 2));
    }
    items[number] = item.map(ItemPacking::pack).orElse(null);
  }

  /** How times are compared. */
  static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, ItemFacets.compared(at));
  }
}
