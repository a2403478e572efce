package dev.muninn.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TextsTest {

  @Test
  void controlCharactersBecomeVisible() {
    assertEquals("a\\nb\\u001b[31m\\u202ec\\u2028", Texts.printable("a\nb\u001b[31m\u202ec\u2028"));
    assertEquals("ä 猫 👩‍👧", Texts.printable("ä 猫 👩‍👧"));
  }

  @Test
  void sizesAndSpansReadAsPeopleSayThem() {
    assertEquals("999 B", Texts.bytes(999));
    assertEquals("45.2 MB", Texts.bytes(45_200_000));
    assertEquals("850 ms", Texts.span(Duration.ofMillis(850)));
    assertEquals("3.2 s", Texts.span(Duration.ofMillis(3200)));
    assertEquals("4 min 10 s", Texts.span(Duration.ofSeconds(250)));
    assertEquals("2 h 5 min", Texts.span(Duration.ofMinutes(125)));
    assertEquals("1 file", Texts.count(1, "file"));
    assertEquals("1,200 files", Texts.count(1200, "file"));
  }

  @Test
  void longLinesAreBrokenBetweenWordsBehindAnIndent() {
    String words = "  store  " + "word ".repeat(30).strip();
    Texts.wrapped(words, 9)
        .lines()
        .skip(1)
        .forEach(line -> assertEquals(" ".repeat(9) + "word", line.substring(0, 13)));
    Texts.wrapped(words, 9).lines().forEach(line -> assertTrue(line.length() <= 80, line));
    assertEquals(words, Texts.wrapped(words, 9).replaceAll("\\R +", " "));
    assertEquals("x".repeat(200), Texts.wrapped("x".repeat(200), 4));
    assertEquals("short", Texts.wrapped("short", 4));
  }
}
