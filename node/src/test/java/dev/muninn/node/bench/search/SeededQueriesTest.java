package dev.muninn.node.bench.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.MediaItemEvent;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeededQueriesTest {

  @Test
  void asksTheSameQuestionsOfEachKindEachTime() {
    List<SeededQuery> queries = SeededQueries.some();
    assertEquals(queries, SeededQueries.some());
    assertEquals(240, queries.size());
    Set<QueryKind> kinds = queries.stream().map(SeededQuery::kind).collect(Collectors.toSet());
    assertEquals(EnumSet.allOf(QueryKind.class), kinds);
  }

  @Test
  void excludesNoWordThatItAsksFor() {
    for (SeededQuery query : of(QueryKind.MINUS)) {
      String[] words = query.text().split(" -");
      assertEquals(2, words.length, query.text());
      assertNotEquals(words[0], words[1]);
    }
  }

  @Test
  void eachPhraseBeginsATitleOfTheSeededLibrary() {
    SeededEvents events = new SeededEvents(new OrgId("bench"), new EmbeddingSpace("lite", "1", 8));
    Set<String> titles =
        IntStream.range(0, 1_200)
            .mapToObj(events::curated)
            .flatMap(List::stream)
            .map(event -> ((MediaItemEvent.Curated) event).curation().title().orElseThrow())
            .collect(Collectors.toSet());
    List<SeededQuery> phrases = of(QueryKind.PHRASE);
    assertFalse(phrases.isEmpty());
    for (SeededQuery query : phrases) {
      String phrase = query.text().replace("\"", "");
      assertEquals(2, phrase.split(" ").length, query.text());
      assertTrue(titles.stream().anyMatch(one -> one.startsWith(phrase + " ")), query.text());
    }
  }

  private static List<SeededQuery> of(QueryKind kind) {
    return SeededQueries.some().stream().filter(query -> query.kind() == kind).toList();
  }
}
