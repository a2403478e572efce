package dev.muninn.node.bench.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTimesTest {
  private final SearchTimes times = new SearchTimes();

  private static ObjectNode answer(int took, int embedding) {
    return JsonNodeFactory.instance.objectNode().put("tookMs", took).put("embeddingMs", embedding);
  }

  @Test
  void judgesHybridSearchesWithoutTheirEmbedding() {
    times.add(QueryKind.WORD, 40, answer(38, 30));
    times.add(QueryKind.TEXT, 900, answer(890, 0));
    times.add(QueryKind.VECTOR, 900, answer(890, 0));
    assertTrue(times.met());
    times.add(QueryKind.PHRASE, 100, answer(90, 30));
    assertFalse(times.met(), "70 ms are over the goal of p99");
  }

  @Test
  void reportsEachKindAndWhereTheTimeWent() {
    times.add(QueryKind.WORD, 10, answer(7, 2));
    times.add(QueryKind.MINUS, 20, answer(16, 5));
    times.add(QueryKind.TEXT, 5, answer(4, 0));
    assertEquals(
        List.of(
            SearchTimes.line("hybrid search over HTTP", List.of(10.0, 20.0)),
            SearchTimes.line("  without the embedding", List.of(8.0, 15.0)),
            SearchTimes.line("  the embedding (whole ms)", List.of(2.0, 5.0)),
            SearchTimes.line("  the server (whole ms)", List.of(7.0, 16.0)),
            SearchTimes.line("  HTTP, client and JSON", List.of(3.0, 4.0)),
            SearchTimes.line("a word", List.of(10.0)),
            SearchTimes.line("without a word", List.of(20.0)),
            SearchTimes.line("mode text", List.of(5.0))),
        times.lines());
  }
}
