package dev.muninn.query.facet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.MediaType;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.query.Happenings;
import dev.muninn.query.view.ItemFacets;
import dev.muninn.query.view.MediaDocument;
import dev.muninn.search.SearchFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class FacetsTest {
  private static final int SEEDS = 40;
  private static final int ITEMS = 60;

  private static Facets of(List<List<MediaItemEvent>> lives) {
    Facets facets = new Facets();
    for (int number = 0; number < lives.size(); number++) {
      for (MediaItemEvent event : lives.get(number)) {
        facets.apply(number, event);
      }
    }
    facets.publish();
    return facets;
  }

  private static List<Integer> numbers(RoaringBitmap bitmap) {
    return Arrays.stream(bitmap.toArray()).boxed().toList();
  }

  @Test
  void theLightFoldSeesWhatTheViewSeesAfterEachEvent() {
    int seen = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      for (List<MediaItemEvent> life : new DrawnItems(seed, ITEMS).lives) {
        Optional<MediaDocument> light = Optional.empty();
        for (int events = 1; events <= life.size(); events++) {
          MediaItemEvent event = life.get(events - 1);
          if (Facets.concerns(event)) {
            light =
                FacetFold.after(light, event)
                    .map(item -> ItemUnpacking.unpack(ItemPacking.pack(item)));
          }
          Optional<ItemFacets> viewed =
              DrawnItems.viewed(life.subList(0, events)).map(ItemFacets::of);
          assertEquals(viewed, light.map(ItemFacets::of), "seed " + seed + " after " + event);
          seen += viewed.isPresent() ? 1 : 0;
        }
      }
    }
    assertTrue(seen > SEEDS * ITEMS, "the lives show little: " + seen);
  }

  @Test
  void filtersFindWhatTheViewsDocumentsSay() {
    int found = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      DrawnItems drawn = new DrawnItems(seed, ITEMS);
      Facets facets = of(drawn.lives);
      for (int i = 0; i < 50; i++) {
        SearchFilter filter = drawn.filter();
        List<Integer> expected = drawn.expected(filter);
        assertEquals(expected, numbers(facets.matching(filter)), "seed " + seed + " " + filter);
        found += expected.size();
      }
    }
    assertTrue(found > SEEDS * 50, "the filters find little: " + found);
  }

  @Test
  void whatWasPackedLoadsAsTheSame() {
    DrawnItems drawn = new DrawnItems(7, ITEMS);
    Facets facets = of(drawn.lives);
    Facets loaded = new Facets();
    for (int number = 0; number < ITEMS; number++) {
      loaded.load(number, facets.packed(number));
    }
    loaded.publish();
    for (int number = 0; number < ITEMS; number++) {
      assertArrayEquals(facets.packed(number), loaded.packed(number));
    }
    for (int i = 0; i < 100; i++) {
      SearchFilter filter = drawn.filter();
      assertEquals(facets.matching(filter), loaded.matching(filter));
    }
  }

  @Test
  void bytesThatAreNoneOfOursAreRefused() {
    byte[] packed = of(new DrawnItems(3, 1).lives).packed(0);
    for (int length = 1; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThrows(IllegalArgumentException.class, () -> new Facets().load(0, cut));
    }
    byte[] longer = Arrays.copyOf(packed, packed.length + 1);
    assertThrows(IllegalArgumentException.class, () -> new Facets().load(0, longer));
  }

  @Test
  void aGroupIsSeenWholeOrNotAtAll() {
    Facets facets = new Facets();
    facets.apply(0, Happenings.acquired("a.jpg", MediaType.JPEG));
    facets.publish();
    facets.apply(1, Happenings.acquired("b.jpg", MediaType.JPEG));
    facets.apply(0, Happenings.trashed());
    assertEquals(List.of(0), numbers(facets.matching(SearchFilter.none())));
    facets.publish();
    assertEquals(List.of(1), numbers(facets.matching(SearchFilter.none())));
  }
}
