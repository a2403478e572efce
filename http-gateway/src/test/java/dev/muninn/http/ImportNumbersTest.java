package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.catalog.Imports;
import dev.muninn.catalog.MediaRow;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.PipelineFilter;
import dev.muninn.http.auth.Role;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.SessionId;
import dev.muninn.media.StageName;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers of the pipeline and the lists behind them, whole and of one import. */
class ImportNumbersTest {
  private static final SessionId SESSION = SessionId.random();
  private static TestGateway gateway;
  private static String admin;
  private static String stranger;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
    admin = gateway.token(TestGateway.HOME, Role.ADMIN);
    stranger = gateway.token(TestGateway.OTHERS, Role.OWNER);
    for (String word : List.of("dog", "cat", "cow", "pig", "hen")) {
      MediaRow row = Rows.picture(TestGateway.HOME, word, new byte[] {1});
      gateway.ports.rows.put(row.mediaId(), row);
    }
    gateway.ports.imports.progress =
        Optional.of(
            new Imports.SessionProgress(
                SESSION,
                Optional.empty(),
                false,
                9,
                5,
                2,
                1,
                1,
                0,
                Optional.of(3L),
                FakePorts.THEN,
                Optional.empty(),
                Optional.of("Waits for room on the disk."),
                List.of(new Imports.ReportLine("a.txt", "unsupported-type", "no"))));
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  private static JsonNode ok(String path) {
    HttpResponse<byte[]> response = gateway.get(admin, path);
    assertEquals(200, response.statusCode(), path);
    return TestGateway.json(response);
  }

  private static void missing(String token, String path) {
    HttpResponse<byte[]> response = gateway.get(token, path);
    assertEquals(404, response.statusCode(), path);
    assertEquals("not-found", TestGateway.code(response));
  }

  @Test
  void saysHowOldTheOldestIsWhoPausedAndWhetherThereIsRoom() {
    JsonNode counts = ok("/api/v1/pipeline");
    assertEquals(5, counts.at("/stages/0/oldestSeconds").asInt());
    assertEquals("hot", counts.at("/stages/0/paused/reason").asText());
    assertEquals("h".repeat(26), counts.at("/stages/0/paused/by").asText());
    assertTrue(counts.at("/intake/open").asBoolean());
    assertEquals("There is room.", counts.at("/intake/words").asText());
    assertEquals(2, counts.at("/intake/freeBytes").asLong());
    assertEquals(1, counts.at("/intake/floorBytes").asLong());
    assertEquals(Optional.empty(), gateway.ports.pipeline.lastSession);
  }

  @Test
  void countsOneImportAndKnowsNoneOfAnotherOrg() {
    JsonNode counts = ok("/api/v1/pipeline?session=" + SESSION);
    assertEquals(7, counts.get("accepted").asInt());
    assertEquals(Optional.of(SESSION), gateway.ports.pipeline.lastSession);
    missing(stranger, "/api/v1/pipeline?session=" + SESSION);
    missing(stranger, "/api/v1/pipeline/items?session=" + SESSION);
    missing(admin, "/api/v1/pipeline?session=" + SessionId.random());
    missing(admin, "/api/v1/pipeline?session=..%2Fetc");
  }

  @Test
  void anImportShowsWhereItsItemsStandAndWhatWasNotTaken() {
    JsonNode session = ok("/api/v1/ingest/sessions/" + SESSION);
    JsonNode items = session.get("items");
    long sum = 0;
    for (String status :
        List.of("ready", "waiting", "running", "failed", "quarantined", "trashed")) {
      sum += items.get(status).asLong();
    }
    assertEquals(items.get("accepted").asLong(), sum);
    assertEquals("Waits for room on the disk.", session.get("trouble").asText());
    assertEquals("unsupported-type", session.at("/report/0/code").asText());
    missing(stranger, "/api/v1/ingest/sessions/" + SESSION);
  }

  @Test
  void pagesThroughTheListWithoutLeavingOutOrRepeating() {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      JsonNode page = ok("/api/v1/pipeline/items?limit=2" + cursor);
      assertEquals(5, page.get("total").asInt());
      page.get("items").forEach(item -> seen.add(item.get("mediaId").asText()));
      cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asText();
      pages++;
    } while (!cursor.isEmpty());
    assertEquals(3, pages);
    assertEquals(5, seen.stream().distinct().count());
    assertEquals(5, seen.size());
    HttpResponse<byte[]> foreign = gateway.get(admin, "/api/v1/pipeline/items?cursor=abc");
    assertEquals(400, foreign.statusCode());
    assertEquals("bad-cursor", TestGateway.code(foreign));
  }

  @Test
  void filtersTheListByAllThatANumberStandsFor() {
    ok(
        "/api/v1/pipeline/items?status=quarantined&stage=describe&code=broken-file&session="
            + SESSION);
    assertEquals(
        new PipelineFilter(
            Optional.of(MediaStatus.QUARANTINED),
            Optional.of(StageName.DESCRIBE),
            Optional.of(ErrorCode.BROKEN_FILE),
            Optional.of(SESSION)),
        gateway.ports.pipeline.lastItems.orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=501", "status=lost", "stage=dance", "code=boredom"})
  void refusesFiltersThatAreNone(String query) {
    HttpResponse<byte[]> response = gateway.get(admin, "/api/v1/pipeline/items?" + query);
    assertEquals(400, response.statusCode());
    assertEquals("bad-request", TestGateway.code(response));
  }
}
