package dev.muninn.search.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.search.language.Term.Within;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QueryLanguageTest {
  private static Term word(String text) {
    return new Term(Within.ANYWHERE, text, false, false, true);
  }

  private static List<Term> terms(String text) {
    return QueryLanguage.parse(text).terms();
  }

  @Test
  void readsWordsAndTheLastAlsoAsABeginning() {
    assertEquals(
        List.of(word("two"), new Term(Within.ANYWHERE, "dogs", false, true, true)),
        terms(" two\tdogs"));
    assertEquals(List.of(word("two"), word("dogs")), terms("two dogs "));
  }

  @Test
  void readsPhrasesExclusionsAndStars() {
    assertEquals(
        List.of(
            new Term(Within.ANYWHERE, "old man", true, false, true),
            new Term(Within.ANYWHERE, "cat", false, false, false),
            new Term(Within.ANYWHERE, "red hat", true, false, false),
            new Term(Within.ANYWHERE, "harb", false, true, true),
            word("x")),
        terms("\"old man\" -cat -\"red hat\" harb* x "));
    assertEquals(
        List.of(new Term(Within.ANYWHERE, "open end", true, false, true)), terms("“open end"));
    assertEquals(List.of(), terms("- -- * \"\" ''"));
  }

  @Test
  void readsWordsOfFields() {
    assertEquals(
        List.of(
            new Term(Within.NAME, "img", false, true, true),
            new Term(Within.NAME, "day trip", true, false, true),
            new Term(Within.LABEL, "castle", false, false, false),
            new Term(Within.CAMERA, "D750", false, false, true)),
        terms("name:img* Title:\"day trip\" -label:castle camera:D750"));
  }

  @Test
  void takesAnUnknownFieldForWords() {
    assertEquals(List.of(word("foo"), word("bar"), word("x")), terms("foo:bar x "));
    assertEquals(
        List.of(word("http"), new Term(Within.ANYWHERE, "//a.b", false, true, true)),
        terms("http://a.b"));
    assertEquals(
        List.of(new Term(Within.ANYWHERE, "foo:bar", false, false, false)), terms("-foo:bar"));
  }

  @Test
  void meansWhatIsLookedForAnywhere() {
    assertEquals(
        "window old man",
        QueryLanguage.parse("window \"old man\" -cat name:x kind:video").meaning());
  }

  @Test
  void saysHowItUnderstood() {
    assertEquals(
        List.of("word: boat", "not phrase: red hat", "kind: video", "not tag: old", "name: img*"),
        QueryLanguage.parse("boat -\"red hat\" KIND:video -tag:old name:img*").understood());
  }

  @Test
  void readsAnyTextUnlessAFieldRefusesItsValue() {
    String pieces =
        "abz:\"-*.. \u00e9\u0000\ud83d\udc31'&|!()<>=2024-07,\u201c\u00a0\t" + (char) 0xd800;
    List<String> fields = List.of(Field.allNames().split(" "));
    Random random = new Random(4);
    int refused = 0;
    for (int n = 0; n < 50_000; n++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(
            random.nextInt(4) == 0
                ? fields.get(random.nextInt(fields.size())) + ":"
                : pieces.substring(random.nextInt(pieces.length())).substring(0, 1));
      }
      try {
        ParsedQuery query = QueryLanguage.parse(text.toString());
        assertTrue(query.terms().size() <= 2 * 64, text::toString);
      } catch (BadQueryException e) {
        assertTrue(e.getMessage().contains(e.field() + ":"), e::getMessage);
        assertTrue(e.hint().contains("takes"), e::hint);
        refused++;
      }
    }
    assertTrue(refused > 1000, "fields were drawn");
  }

  @Test
  void leavesOutWhatFollowsTheSixtyFourthPart() {
    assertEquals(64, terms("a ".repeat(500)).size());
  }
}
