package dev.muninn.search.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.MediaKind;
import dev.muninn.media.SourceId;
import dev.muninn.search.Narrowing;
import dev.muninn.search.SearchFilter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  private static final SearchFilter ANY = SearchFilter.none();

  private static Narrowing narrowing(String text) {
    return QueryLanguage.parse(text).narrowing();
  }

  private static SearchFilter filter(String text) {
    Narrowing narrowing = narrowing(text);
    assertEquals(List.of(), narrowing.none());
    assertEquals(1, narrowing.all().size());
    return narrowing.all().get(0);
  }

  @Test
  void readsFilters() {
    assertEquals(
        ANY.withKinds(List.of(MediaKind.VIDEO, MediaKind.IMAGE)), filter("kind:Video,image"));
    assertEquals(ANY.withTags(List.of("old harbour")), filter("TAG:\"old harbour\""));
    assertEquals(ANY.withPlace("Lis"), filter("place:Lis"));
    assertEquals(ANY.withSource(new SourceId("a".repeat(26))), filter("source:" + "A".repeat(26)));
    assertEquals(ANY.withStatus(MediaStatus.FAILED), filter("status:failed"));
    assertEquals(ANY.withMinRating(4), filter("rating:4.."));
  }

  @ParameterizedTest
  @CsvSource({
    "after:2024, 2024-01-01T00:00:00Z,",
    "since:2024-07, 2024-07-01T00:00:00Z,",
    "before:2024-07-02,, 2024-07-02T00:00:00Z",
    "on:2024-02, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z",
    "date:2024-02-29, 2024-02-29T00:00:00Z, 2024-03-01T00:00:00Z",
    "on:2023..2024-06, 2023-01-01T00:00:00Z, 2024-07-01T00:00:00Z",
    "on:..2023,, 2024-01-01T00:00:00Z",
    "on:2023.., 2023-01-01T00:00:00Z,"
  })
  void readsDates(String text, Instant from, Instant to) {
    assertEquals(
        ANY.withCaptured(Optional.ofNullable(from), Optional.ofNullable(to)), filter(text));
  }

  @ParameterizedTest
  @CsvSource({
    "rating:4, 4, 5",
    "rating:0..2, 0, 3",
    "rating:<=3, 0, 4",
    "rating:<3, 0, 3",
    "rating:..1, 0, 2"
  })
  void takesOutWhatIsRatedHigher(String text, int least, int over) {
    assertEquals(
        new Narrowing(List.of(ANY.withMinRating(least)), List.of(ANY.withMinRating(over))),
        narrowing(text));
  }

  @Test
  void excludesByFields() {
    Narrowing narrowing = narrowing("-tag:x -kind:audio -on:2024 -rating:>3 place:y");
    assertEquals(List.of(ANY.withPlace("y")), narrowing.all());
    assertEquals(4, narrowing.none().size());
    assertEquals(ANY.withTags(List.of("x")), narrowing.none().get(0));
    assertEquals(ANY.withMinRating(4), narrowing.none().get(3));
  }

  @Test
  void looksIntoTheTrashWithEveryPartOfTheQuery() {
    Narrowing narrowing = narrowing("kind:image status:trashed -tag:x");
    assertTrue(
        narrowing.all().stream()
            .allMatch(one -> one.status().equals(Optional.of(MediaStatus.TRASHED))));
    assertEquals(Optional.of(MediaStatus.TRASHED), narrowing.none().get(0).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind:text",
        "kind:",
        "kind:image,",
        "after:soon",
        "before:2024-13",
        "on:2024-02-30",
        "on:..",
        "on:2024..x",
        "rating:6",
        "rating:4..2",
        "rating:>5",
        "rating:..",
        "-rating:4",
        "source:camera",
        "status:lost",
        "tag:\" \"",
        "name:\"?\"",
        "camera:-"
      })
  void refusesValuesThatAFieldDoesNotTake(String text) {
    BadQueryException refused =
        assertThrows(BadQueryException.class, () -> QueryLanguage.parse("dog " + text + " cat"));
    String field = text.substring(0, text.indexOf(':'));
    assertEquals(field, refused.field());
    assertTrue(refused.hint().contains("takes"), refused.hint());
  }
}
