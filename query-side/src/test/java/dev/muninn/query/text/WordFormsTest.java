package dev.muninn.query.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordFormsTest {
  @ParameterizedTest
  @CsvSource({
    "couches, couches couch",
    "cat, cat",
    "café, cafe",
    "weiß, weiss",
    "ångström, angstrom",
    "æther, aether",
    "日本, 日本",
    "ёлка, елка",
    "हिन्दी, हिन्दी",
    "2034, 2034"
  })
  void areTheWordWithoutAccentsAndItsStem(String word, String forms) {
    assertEquals(List.of(forms.split(" ")), List.copyOf(WordForms.of(word)));
  }

  @Test
  void knowsWordsWithoutMeaning() {
    assertTrue(WordForms.isStopWord("the"));
    assertFalse(WordForms.isStopWord("cat"));
  }
}
