package dev.muninn.query.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TextQueryTest {
  @Test
  void takesTheLastWordAlsoAsABeginning() {
    TextQuery query = TextQuery.parse("Two dogs");
    assertEquals("'two' & 'dogs':*", query.all());
    assertEquals("'two' | 'dogs':*", query.any());
    assertEquals("Two dogs", query.meaning());
    assertEquals("two dogs", query.exact());
    assertEquals("'a'", TextQuery.parse("a").all());
    assertEquals("'dogs'", TextQuery.parse("dogs ").all());
  }

  @Test
  void knowsPhrasesAndExclusions() {
    TextQuery query = TextQuery.parse("window \"old man\" -cat -\"red hat\"");
    assertEquals("'window' & ('old' <-> 'man')", query.all());
    assertEquals("('cat' | ('red' <-> 'hat'))".replaceAll("^\\(|\\)$", ""), query.none());
    assertEquals("window old man", query.meaning());
  }

  @Test
  void keepsAHyphenInsideAWordAsOne() {
    assertEquals("('well' <-> 'known':*)", TextQuery.parse("well-known").all());
  }

  @Test
  void leavesNothingButLettersAndDigits() {
    assertEquals("", TextQuery.parse("' & | ! <-> :* ((").all());
    assertEquals("('x' <-> 'y')", TextQuery.parse("x'y").all());
    assertEquals("'50':*".replace(":*", ""), TextQuery.parse("50%").all());
  }
}
