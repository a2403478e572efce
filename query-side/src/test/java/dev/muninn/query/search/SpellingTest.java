package dev.muninn.query.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  @ParameterizedTest
  @CsvSource({
    "harbor, harbour, 1",
    "lisbona, lisbon, 1",
    "recieve, receive, 1",
    "cat, cat, 0",
    "'', abc, 3",
    "kitten, sitting, 3",
    "ca, abc, 3"
  })
  void countsKeystrokes(String from, String to, int keystrokes) {
    assertEquals(keystrokes, Spelling.keystrokes(from, to));
    assertEquals(keystrokes, Spelling.keystrokes(to, from));
  }
}
