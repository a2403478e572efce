package dev.muninn.ingest.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.media.Colour;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamedColourTest {

  private static Optional<Colour> named(String hex) {
    int rgb = Integer.parseInt(hex, 16);
    return NamedColour.of(rgb >> 16, (rgb >> 8) & 0xff, rgb & 0xff);
  }

  /** The colours of CSS (and a few of nature) that people agree on. */
  @ParameterizedTest
  @CsvSource({
    "000000, BLACK",
    "101010, BLACK",
    "1a1a20, BLACK",
    "ffffff, WHITE",
    "f5f5f5, WHITE",
    "fffafa, WHITE",
    "e8e8ec, WHITE",
    "808080, GREY",
    "a9a9a9, GREY",
    "696969, GREY",
    "ff0000, RED",
    "dc143c, RED",
    "b22222, RED",
    "8b0000, RED",
    "c81e1e, RED",
    "ffa500, ORANGE",
    "ff8c00, ORANGE",
    "ff7f50, ORANGE",
    "e67300, ORANGE",
    "ffff00, YELLOW",
    "ffd700, YELLOW",
    "f0e68c, YELLOW",
    "ffe135, YELLOW",
    "008000, GREEN",
    "00ff00, GREEN",
    "228b22, GREEN",
    "2e8b57, GREEN",
    "9acd32, GREEN",
    "556b2f, GREEN",
    "0000ff, BLUE",
    "000080, BLUE",
    "4169e1, BLUE",
    "1e90ff, BLUE",
    "87ceeb, BLUE",
    "4682b4, BLUE",
    "00bfff, BLUE",
    "800080, PURPLE",
    "9932cc, PURPLE",
    "8a2be2, PURPLE",
    "9370db, PURPLE",
    "ffc0cb, PINK",
    "ff69b4, PINK",
    "ff1493, PINK",
    "ffb6c1, PINK",
    "8b4513, BROWN",
    "a0522d, BROWN",
    "654321, BROWN",
    "96683c, BROWN",
    "5c4033, BROWN"
  })
  void callsColoursWhatPeopleCallThem(String hex, Colour colour) {
    assertEquals(Optional.of(colour), named(hex), hex);
  }

  @ParameterizedTest
  @CsvSource({"f5f5dc", "e0ac8c", "d2b48c"})
  void hasNoNameForWhatLiesBetween(String hex) {
    assertEquals(Optional.empty(), named(hex), hex);
  }

  @Test
  void whatHasNoHueIsBlackGreyOrWhite() {
    for (int level = 0; level < 256; level++) {
      Colour expected = level < 53 ? Colour.BLACK : level < 210 ? Colour.GREY : Colour.WHITE;
      assertEquals(Optional.of(expected), NamedColour.of(level, level, level), "level " + level);
    }
  }
}
