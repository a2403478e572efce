package dev.muninn.query;

import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.Happenings.acquired;
import static dev.muninn.query.Happenings.embedded;
import static dev.muninn.query.Happenings.hashed;
import static dev.muninn.query.Happenings.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.media.MediaType;
import dev.muninn.search.SearchHit;
import dev.muninn.search.SearchMode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that are not wanted, where nearly all that is near has them. */
class RefusedWordsIT extends SampleLibrary {
  private static final int BOATS = 200;
  private static final int FIRST = 1_000;

  /** Nearer to "cat" than anything but the cat, and looked at in small helpings. */
  @BeforeEach
  void boats() throws SQLException {
    fixture.stop(module);
    for (int n = 0; n < BOATS; n++) {
      fixture.happens(
          ORG,
          Vectors.id(FIRST + n),
          acquired("boat " + n + ".jpg", MediaType.JPEG),
          hashed(FIRST + n),
          embedded("hull", vector(0, 1, n / 1e4f, 0, 0)));
    }
    start("muninn.query.search .candidates = 1");
  }

  /** A page of one ends its looking at the nearest, a page of 50 has them all in its helping. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 50})
  void findsWhatIsFartherThanAllThatHaveThem(int k) {
    List<SearchHit> hits = hits(query("cat -boat -tabby", SearchMode.VECTOR, k, Optional.empty()));
    assertEquals(
        List.of(FILM, DOG).subList(0, Math.min(k, 2)),
        hits.stream().map(SearchHit::mediaId).toList());
  }
}
