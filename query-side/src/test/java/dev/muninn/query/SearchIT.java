package dev.muninn.query;

import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.Happenings.purged;
import static dev.muninn.query.Happenings.restored;
import static dev.muninn.query.Happenings.trashed;
import static dev.muninn.query.QueryFixture.await;
import static dev.muninn.query.QueryFixture.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.MediaId;
import dev.muninn.media.MediaKind;
import dev.muninn.search.LikeQuery;
import dev.muninn.search.SearchFilter;
import dev.muninn.search.SearchHit;
import dev.muninn.search.SearchMode;
import dev.muninn.search.SearchQuery;
import dev.muninn.search.SearchReply;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What the search finds in the sample library, and why. */
class SearchIT extends SampleLibrary {
  @Test
  void findsByTextWithStemsAccentsPrefixesPhrasesAndExclusions() {
    assertEquals(List.of(CAT), ids("couches", SearchMode.TEXT));
    assertEquals(List.of(CAT), ids("cafe", SearchMode.TEXT));
    assertEquals(List.of(CAT), ids("sof", SearchMode.TEXT));
    assertEquals(List.of(CAT), ids("\"tabby cat\"", SearchMode.TEXT));
    assertEquals(List.of(), ids("\"cat tabby\"", SearchMode.TEXT));
    assertEquals(List.of(SONG), ids("dog -labrador", SearchMode.TEXT));
    assertEquals(List.of(CAT), ids("july 2024 canon", SearchMode.TEXT));
    assertEquals(List.of(), ids("nothing of the kind", SearchMode.TEXT));
  }

  @Test
  void takesAnyTextAsAQuery() {
    for (String text :
        List.of(
            "'", "a & | !", "\\", "\"", "-", "--", ":*", "((", "\u0000", "%", "<->", "  ", "日本")) {
      for (SearchMode mode : SearchMode.values()) {
        hits(query(text, mode));
      }
    }
  }

  @Test
  void saysWhyAndWhen() {
    SearchHit cat = hits(query("cat", SearchMode.HYBRID)).get(0);
    assertEquals(CAT, cat.mediaId());
    assertEquals(List.of("label: tabby cat", "similar 1.00"), cat.why());
    SearchHit film =
        hits(query("cat", SearchMode.VECTOR)).stream()
            .filter(hit -> hit.mediaId().equals(FILM))
            .findFirst()
            .orElseThrow();
    assertEquals(Optional.of(new SearchHit.Moment(1000, 2000, 1)), film.moment());
    assertEquals(3, hits(query("cat", SearchMode.VECTOR)).size());
  }

  @Test
  void putsWhatIsNamedExactlyFirst() {
    assertEquals(SONG, ids("dog song", SearchMode.HYBRID).get(0));
    assertEquals(CAT, ids("pets", SearchMode.HYBRID).get(0));
  }

  @Test
  void answersNothingToNonsense() {
    assertEquals(List.of(), ids("qwrtz", SearchMode.HYBRID));
    assertEquals(3, ids("qwrtz", SearchMode.VECTOR).size());
  }

  @Test
  void filtersInsideTheSearch() {
    SearchQuery onlyFilms =
        new SearchQuery(
            ORG,
            "cat",
            1,
            filtered(List.of(MediaKind.VIDEO), List.of(), Optional.empty()),
            Optional.empty(),
            SearchMode.VECTOR,
            Optional.empty());
    assertEquals(FILM, hits(onlyFilms).get(0).mediaId());
    SearchFilter none = SearchFilter.none();
    assertEquals(List.of(CAT), ids(filtered(none.kinds(), List.of(" PETS"), Optional.empty())));
    assertEquals(List.of(), ids(filtered(none.kinds(), List.of("pet"), Optional.empty())));
    assertEquals(List.of(CAT), ids(filtered(none.kinds(), List.of(), Optional.of(4))));
    assertEquals(List.of(), ids(filtered(none.kinds(), List.of(), Optional.of(5))));
  }

  private List<MediaId> ids(SearchFilter filter) {
    return hits(
            new SearchQuery(
                ORG, "cat", 10, filter, Optional.empty(), SearchMode.VECTOR, Optional.empty()))
        .stream()
        .map(SearchHit::mediaId)
        .toList();
  }

  private static SearchFilter filtered(
      List<MediaKind> kinds, List<String> tags, Optional<Integer> minRating) {
    SearchFilter none = SearchFilter.none();
    return new SearchFilter(
        kinds, none.from(), none.to(), tags, minRating, none.place(), none.source(), none.status());
  }

  @Test
  void pagesWithoutRepeating() {
    Set<MediaId> seen = new HashSet<>();
    Optional<String> cursor = Optional.empty();
    for (int page = 0; page < 3; page++) {
      SearchReply reply =
          await(module.ports().search().search(query("cat", SearchMode.VECTOR, 1, cursor)));
      assertEquals(1, reply.hits().size());
      assertTrue(seen.add(reply.hits().get(0).mediaId()));
      cursor = reply.next();
    }
    assertEquals(Optional.empty(), cursor);
    assertThrows(
        CompletionException.class,
        () -> hits(query("cat", SearchMode.VECTOR, 1, Optional.of("nonsense"))));
  }

  @Test
  void findsNeighboursOfAnItem() {
    SearchReply near = await(module.ports().search().similar(like(5), CAT)).orElseThrow();
    assertEquals(List.of(FILM, DOG), near.hits().stream().map(SearchHit::mediaId).toList());
    assertTrue(await(module.ports().search().similar(like(5), Vectors.id(99))).isEmpty());
    assertEquals(
        List.of(), await(module.ports().search().similar(like(5), SONG)).orElseThrow().hits());
  }

  private static LikeQuery like(int k) {
    return new LikeQuery(ORG, k, SearchFilter.none(), Optional.empty(), Optional.empty());
  }

  @Test
  void hidesTheTrashAndForgetsThePurged() throws SQLException {
    fixture.happens(ORG, CAT, trashed());
    eventually(() -> !ids("cat", SearchMode.VECTOR).contains(CAT));
    assertEquals(List.of(), ids("couch", SearchMode.TEXT));
    fixture.happens(ORG, CAT, restored());
    eventually(() -> ids("cat", SearchMode.VECTOR).contains(CAT));
    fixture.happens(ORG, CAT, purged());
    eventually(() -> !ids("cat", SearchMode.VECTOR).contains(CAT));
    assertTrue(await(module.ports().catalog().find(ORG, CAT)).isEmpty());
  }
}
