package dev.muninn.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IndexReportTest {
  private static final String PARTITION =
      "{\"partitions\":[{\"space\":\"lite-1-384\",\"dimension\":384,\"vectors\":9000,\"live\":9000,"
          + "\"dead\":1000,\"deadShare\":0.1,\"engine\":\"flat\",\"bytes\":20000000,"
          + "\"buildPerSecond\":3512.4,\"savedAt\":\"2026-05-01T10:00:00Z\",\"lag\":2,"
          + "\"recallEstimate\":{\"queries\":100,\"k\":10,\"recall\":0.987,"
          + "\"at\":\"2026-05-01T10:00:00Z\"}}],\"text\":{\"items\":9001,\"bytes\":5000000,"
          + "\"savedAt\":\"2026-05-01T10:00:00Z\",\"lagMs\":3000}}";
  private final Console console = new Console();

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void tellsOfTheIndexItsRecallAndTheSearchesToLookAt() {
    console
        .server
        .on("GET /api/v1/index?recall=estimate", 200, PARTITION)
        .on(
            "GET /api/v1/search/log?kind=zero&limit=5",
            200,
            "{\"searches\":[{\"at\":\"2026-05-01T10:00:00Z\",\"query\":\"red\\nfox\","
                + "\"mode\":\"hybrid\",\"hits\":0,\"tookMs\":12,\"embeddingMs\":5}]}")
        .on("GET /api/v1/search/log?kind=slow&limit=5", 200, "{\"searches\":[]}");
    assertEquals(0, console.run("status", "--index"), console::said);
    String said = console.said();
    for (String words :
        List.of(
            "space lite-1-384",
            "flat, 384 dimensions",
            "9,000, and 1,000 dead (10.0 %)",
            "3,512 vectors a second",
            "2 events behind",
            "full text",
            "9,001 items",
            "3.0 s behind",
            "0.9870 of the true 10 nearest, by 100 sampled queries",
            "the last searches that found nothing",
            "red\\nfox  (hybrid, 0 hits in 12 ms, of which 5 for the model)",
            "no searches were slow")) {
      assertTrue(said.contains(words), words + " is missing in " + said);
    }
  }

  @Test
  void printsTheAnswerAsItIs() {
    console.server.on("GET /api/v1/index?recall=estimate", 200, PARTITION);
    assertEquals(0, console.run("status", "--index", "--json"), console::said);
    assertTrue(console.said().contains(PARTITION), console::said);
  }
}
