package dev.muninn.query.facet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.Curation;
import dev.muninn.media.MediaType;
import dev.muninn.query.Happenings;
import dev.muninn.search.SearchFilter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Readers beside the writer. */
class FacetReadersTest {
  private static final int ITEMS = 3000;
  private static final int ROUNDS = 20;

  private static SearchFilter tagged(String tag) {
    SearchFilter none = SearchFilter.none();
    return new SearchFilter(
        none.kinds(),
        none.from(),
        none.to(),
        List.of(tag),
        none.minRating(),
        none.place(),
        none.source(),
        none.status());
  }

  private static Curation tag(String tag) {
    return new Curation(
        Optional.empty(),
        Optional.of(List.of(tag)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void everyReaderSeesAllItemsOfAPublicationInOneState() {
    Facets facets = new Facets();
    for (int number = 0; number < ITEMS; number++) {
      facets.apply(number, Happenings.acquired("a.jpg", MediaType.JPEG));
      facets.apply(number, Happenings.curated(tag("even")));
    }
    facets.publish();
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong reads = new AtomicLong();
    List<CompletableFuture<Void>> readers =
        List.of(
            CompletableFuture.runAsync(() -> read(facets, "even", done, reads)),
            CompletableFuture.runAsync(() -> read(facets, "odd", done, reads)));
    for (int round = 1; round <= ROUNDS; round++) {
      for (int number = 0; number < ITEMS; number += 50) {
        facets.apply(number, Happenings.curated(tag(round % 2 == 0 ? "even" : "odd")));
      }
      for (int number = 1; number < ITEMS; number++) {
        if (number % 50 != 0 && round == 1) {
          facets.apply(number, Happenings.trashed());
        }
      }
      facets.publish();
    }
    done.set(true);
    readers.forEach(CompletableFuture::join);
    assertTrue(reads.get() > 0);
    assertEquals(ITEMS / 50, facets.matching(tagged("even")).getCardinality());
  }

  /** All of the items, or the ones that are still edited, or none. */
  private static void read(Facets facets, String tag, AtomicBoolean done, AtomicLong reads) {
    while (!done.get() || reads.get() == 0) {
      int seen = facets.matching(tagged(tag)).getCardinality();
      assertTrue(seen == ITEMS || seen == ITEMS / 50 || seen == 0, "saw " + seen);
      reads.incrementAndGet();
    }
  }
}
