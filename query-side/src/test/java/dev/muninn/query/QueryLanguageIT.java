package dev.muninn.query;

import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.Happenings.acquired;
import static dev.muninn.query.Happenings.curated;
import static dev.muninn.query.Happenings.embedded;
import static dev.muninn.query.Happenings.hashed;
import static dev.muninn.query.Happenings.purged;
import static dev.muninn.query.Happenings.vector;
import static dev.muninn.query.QueryFixture.await;
import static dev.muninn.query.QueryFixture.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.Curation;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.search.SearchHit;
import dev.muninn.search.SearchMode;
import dev.muninn.search.SearchReply;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What the language of queries finds in the sample library. */
class QueryLanguageIT extends SampleLibrary {
  private static final MediaId PORT = Vectors.id(5);

  private void harbour() throws SQLException {
    fixture.happens(
        ORG,
        PORT,
        acquired("DSC_0815.jpg", MediaType.JPEG),
        hashed(6),
        embedded("dock", vector(0, 0, 0, 0, 1)),
        curated(
            new Curation(
                Optional.of(2),
                Optional.of(List.of("Harbour")),
                Optional.of("Evening"),
                Optional.of("Lisbon"),
                Optional.empty())));
    eventually(() -> ids("evening", SearchMode.TEXT).contains(PORT));
  }

  @Test
  void narrowsByFieldsInEveryMode() throws SQLException {
    harbour();
    for (SearchMode mode : SearchMode.values()) {
      assertEquals(List.of(FILM), ids("kind:video", mode));
      assertEquals(List.of(PORT), ids("tag:HARBOUR", mode));
      assertEquals(List.of(PORT), ids("place:lisb", mode));
      assertEquals(List.of(DOG, FILM, SONG, PORT), ids("-rating:4..", mode));
      assertEquals(List.of(PORT), ids("place:lisb -rating:4..", mode));
      assertEquals(List.of(CAT), ids("rating:>=3", mode));
      assertEquals(List.of(CAT), ids("on:2024-07-01", mode));
      assertEquals(List.of(CAT), ids("camera:canon", mode));
      assertEquals(List.of(SONG), ids("name:song", mode));
      assertEquals(List.of(DOG), ids("label:labrador", mode));
      assertEquals(List.of(SONG, PORT), ids("-kind:video -label:tabby -label:labrador", mode));
    }
  }

  @Test
  void narrowsTheWalkOverTheVectors() throws SQLException {
    harbour();
    assertEquals(List.of(DOG), ids("cat label:labrador", SearchMode.VECTOR));
    assertEquals(
        List.of(FILM, DOG), ids("cat before:2027 -name:sofa -tag:harbour", SearchMode.VECTOR));
    assertEquals(List.of(CAT), ids("cat rating:4", SearchMode.VECTOR));
  }

  @Test
  void takesQuotesLiterallyAndWordsForWords() {
    assertEquals(List.of(), ids("\"cat dog\"", SearchMode.HYBRID));
    assertEquals(List.of(CAT), ids("\"on the couch\"", SearchMode.HYBRID));
    assertEquals(List.of(CAT), ids("minka:couch", SearchMode.TEXT));
    assertEquals(List.of(CAT), ids("the couch", SearchMode.TEXT));
  }

  @Test
  void findsWhatWasMisspelledAndSaysSo() throws SQLException {
    harbour();
    SearchHit hit = hits(query("harbor", SearchMode.TEXT)).get(0);
    assertEquals(PORT, hit.mediaId());
    assertEquals(List.of("similar spelling: harbour", "tag: Harbour"), hit.why());
    assertEquals(List.of(PORT), ids("Lisbona", SearchMode.TEXT));
    assertEquals(List.of(DOG), ids("labardor", SearchMode.TEXT));
    assertEquals(List.of(), ids("hrbr", SearchMode.TEXT));
  }

  @Test
  void forgetsTheWordsOfThePurged() throws SQLException {
    harbour();
    String words = "SELECT word FROM view.word WHERE org = 'home' AND word = 'harbour'";
    assertEquals(1, fixture.query(words).size());
    fixture.happens(ORG, PORT, purged());
    eventually(() -> ids("evening", SearchMode.TEXT).isEmpty());
    assertEquals(List.of(), fixture.query(words));
  }

  @Test
  void saysThatNothingIsGoodEnough() {
    SearchReply reply =
        await(module.ports().search().search(query("qwrtz -x kind:image", SearchMode.HYBRID)));
    assertTrue(reply.noGoodMatch());
    assertEquals(List.of(), reply.hits());
    assertEquals(List.of("word: qwrtz", "not word: x", "kind: image"), reply.understood());
    assertEquals(Happenings.SPACE.id(), reply.space());
    assertFalse(
        await(module.ports().search().search(query("cat", SearchMode.HYBRID))).noGoodMatch());
  }

  @Test
  void refusesAValueThatAFieldDoesNotTake() {
    assertThrows(CompletionException.class, () -> hits(query("kind:text", SearchMode.TEXT)));
  }

  @Test
  void keepsOrgsApart() throws SQLException {
    assertEquals(List.of(), ids("foreign", SearchMode.TEXT));
    assertEquals(List.of(), ids("foriegn", SearchMode.TEXT));
    try (var reader = fixture.database.databases().reader().getConnection()) {
      String find = "SELECT word FROM view.similar_words('labrador', 9)";
      assertEquals(List.of(), QueryFixture.query(reader, find), "no org is set");
    }
  }
}
