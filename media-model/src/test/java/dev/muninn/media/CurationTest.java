package dev.muninn.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CurationTest {
  private static final Curation FULL =
      new Curation(
          Optional.of(4),
          Optional.of(List.of("sea")),
          Optional.of("Dawn"),
          Optional.of("Wien"),
          Optional.empty());

  private static Curation clearing(Curation.Field... fields) {
    return new Curation(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(fields));
  }

  @Test
  void whatAnEditLeavesUntouchedStays() {
    assertEquals(FULL, FULL.after(Curation.NOTHING));
    assertEquals(FULL, Curation.NOTHING.after(FULL));
  }

  @Test
  void whatIsTakenBackIsAsIfItHadNeverBeenSaid() {
    Curation left = FULL.after(clearing(Curation.Field.RATING, Curation.Field.TITLE));
    assertEquals(
        new Curation(
            Optional.empty(),
            Optional.of(List.of("sea")),
            Optional.empty(),
            Optional.of("Wien"),
            Optional.empty()),
        left);
    assertEquals(Curation.NOTHING, FULL.after(clearing(Curation.Field.values())));
  }

  @Test
  void whatStandsHasNothingCleared() {
    assertEquals(List.of(), FULL.after(clearing(Curation.Field.TAGS)).cleared());
    assertEquals(Curation.NOTHING, Curation.NOTHING.after(clearing(Curation.Field.TAGS)));
  }

  @Test
  void equalEditsAreEqualWhateverTheOrderOfTheirFields() {
    assertEquals(
        clearing(Curation.Field.TAGS, Curation.Field.RATING, Curation.Field.TAGS),
        clearing(Curation.Field.RATING, Curation.Field.TAGS));
  }

  @Test
  void anEditCannotBothSayAndClear() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Curation(
                Optional.of(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(Curation.Field.RATING)));
  }
}
