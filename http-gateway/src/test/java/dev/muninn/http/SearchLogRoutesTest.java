package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.search.SearchLog;
import dev.muninn.search.SearchMode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchLogRoutesTest extends RoutesFixture {

  @Test
  void listsWhatWasWrittenDown() {
    gateway.ports.search.searchLog =
        List.of(
            new SearchLog.Entry(FakePorts.THEN, "red fox", SearchMode.HYBRID, 0, 640, 20),
            new SearchLog.Entry(FakePorts.THEN, "a cat", SearchMode.TEXT, 0, 3, 0));
    JsonNode first = ok("/api/v1/search/log?kind=zero&limit=1").get("searches");
    assertEquals(1, first.size());
    assertEquals("red fox", first.at("/0/query").asText());
    assertEquals("hybrid", first.at("/0/mode").asText());
    assertEquals(640, first.at("/0/tookMs").asInt());
    assertEquals(20, first.at("/0/embeddingMs").asInt());
    assertEquals(Optional.of(SearchLog.Kind.ZERO), gateway.ports.search.loggedKind);
    assertEquals(2, ok("/api/v1/search/log?kind=slow").get("searches").size());
    assertEquals(Optional.of(SearchLog.Kind.SLOW), gateway.ports.search.loggedKind);
  }

  @Test
  void wantsAKind() {
    refused(gateway.get(token, "/api/v1/search/log"), 400, "bad-request");
    refused(gateway.get(token, "/api/v1/search/log?kind=fast"), 400, "bad-request");
    refused(gateway.get(token, "/api/v1/search/log?kind=zero&limit=0"), 400, "bad-request");
  }
}
