package dev.muninn.query.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.search.language.QueryLanguage;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextQueryTest {
  /** Each word or phrase; a star where it may go on. */
  private static List<String> words(String text) {
    return TextQuery.of(QueryLanguage.parse(text)).words().stream()
        .map(sought -> sought.any().get(0))
        .map(term -> String.join(" ", TextQuery.wordsOf(term)) + (term.prefix() ? "*" : ""))
        .toList();
  }

  @Test
  void takesTheLastWordAlsoAsABeginning() {
    assertEquals(List.of("two", "dogs*"), words("Two dogs"));
    assertEquals("two dogs", TextQuery.of(QueryLanguage.parse("Two dogs")).whole());
    assertEquals(List.of("dogs"), words("dogs "));
    assertEquals(List.of("dog*", "x"), words("dog* x "));
  }

  @Test
  void leavesOutWhatIsNotLookedForAnywhere() {
    assertEquals(
        List.of("window", "old man"),
        words("window \"old man\" -cat -\"red hat\" name:x kind:image"));
  }

  @Test
  void keepsAHyphenInsideAWordAsOne() {
    assertEquals(List.of("well known*"), words("well-known"));
  }

  @Test
  void leavesNothingButLettersAndDigits() {
    assertEquals(List.of(), words("' & | ! <-> :* (("));
    assertEquals(List.of("x y"), words("x'y "));
    assertEquals(List.of("50"), words("50% "));
  }
}
