package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.search.SearchMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchRoutesTest extends RoutesFixture {
  @Test
  void searches() {
    HttpResponse<byte[]> response =
        gateway.post(
            token,
            "/api/v1/search",
            "{\"query\":\"two dogs\",\"k\":3,\"kinds\":[\"image\"],\"mode\":\"vector\",\"new\":1}");
    assertEquals(200, response.statusCode());
    JsonNode hit = TestGateway.json(response).at("/hits/0");
    assertEquals(1000, hit.at("/moment/startMs").asInt());
    String self = "/api/v1/media/" + hit.get("mediaId").asText();
    assertEquals(self + "/stream#t=1.0,17.5", hit.at("/moment/links/stream").asText());
    assertEquals(self + "/segments/3", hit.at("/moment/links/preview").asText());
    assertEquals("looks like it", hit.at("/why/0").asText());
    assertEquals(SearchMode.VECTOR, gateway.ports.search.lastQuery.orElseThrow().mode());
    assertEquals(TestGateway.HOME, gateway.ports.search.lastQuery.orElseThrow().org());
    assertEquals(1, ok("/api/v1/media/" + row.mediaId() + "/similar?k=3").get("hits").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"query\":\"x\",\"k\":0}",
        "{\"query\":\"x\",\"k\":1000000000}",
        "{\"query\":\"\"}",
        "{}",
        "{\"query\":\"x\",\"mode\":\"magic\"}",
        "{\"query\":\"x\",\"kinds\":[\"text\"]}",
        "{\"query\":\"x\",\"kinds\":[null]}",
        "{\"query\":\"x\",\"minScore\":2}",
        "{\"query\":\"dog kind:text\"}",
        "{\"query\":\"after:soon\"}",
        "{\"query\":\"x\",\"minRating\":6}",
        "{\"query\":\"x\",\"source\":\"camera\"}",
        "{\"query\":\"x\",\"status\":\"lost\"}",
        "{\"query\":\"x\",\"from\":\"x\"}"
      })
  void refusesSearchesOutOfRange(String body) {
    refused(gateway.post(token, "/api/v1/search", body), 400, "bad-request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"k\":\"5\"}",
        "{\"k\":1e400}",
        "{\"k\":10000000000000}",
        "{} {}",
        "x"
      })
  void refusesBrokenJson(String body) {
    refused(gateway.post(token, "/api/v1/search", body), 400, "bad-json");
  }

  @Test
  void boundsBodiesAlsoUnpacked() throws IOException {
    refused(gateway.post(token, "/api/v1/search", " ".repeat(1 << 21)), 413, "too-large");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
      zip.write(new byte[1 << 24]);
    }
    HttpResponse<byte[]> bomb =
        gateway.send(
            gateway
                .as(token, "/api/v1/search")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray())));
    refused(bomb, 413, "too-large");
  }
}
