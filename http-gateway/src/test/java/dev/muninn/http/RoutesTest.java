package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.catalog.Imports;
import dev.muninn.catalog.MediaRow;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.RejectionReason;
import dev.muninn.search.SearchMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  private static TestGateway gateway;
  private static String token;
  private static MediaRow row;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
    token = gateway.editor();
    row = Rows.picture(TestGateway.HOME, "dog", new byte[] {1, 2, 3});
    gateway.ports.rows.put(row.mediaId(), row);
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  @BeforeEach
  void allIsWell() {
    gateway.healthy = true;
    gateway.ports.databaseGone = false;
    gateway.ports.outcome = new Imports.SourceOutcome.Created(SourceId.random());
    gateway.ports.retryReply = new MediaItemReply.Accepted(9);
  }

  private static JsonNode ok(String path) {
    HttpResponse<byte[]> response = gateway.get(token, path);
    assertEquals(200, response.statusCode(), path);
    return TestGateway.json(response);
  }

  private static void refused(HttpResponse<byte[]> response, int status, String code) {
    assertEquals(status, response.statusCode());
    assertEquals(code, TestGateway.code(response));
    assertEquals(
        "application/problem+json", response.headers().firstValue("Content-Type").orElse(""));
    JsonNode problem = TestGateway.json(response);
    assertFalse(problem.get("detail").asText().isEmpty());
    assertFalse(problem.get("hint").asText().isEmpty());
    assertEquals(
        response.headers().firstValue("X-Request-Id").orElse(""),
        problem.get("requestId").asText());
  }

  @Test
  void listsMediaWithTheShapeThatClientsRelyOn() {
    JsonNode page = ok("/api/v1/media?limit=5&kind=image,video&from=2026-01-01&rating=3");
    assertEquals(1, page.get("total").asInt());
    assertTrue(page.get("next").isNull());
    JsonNode media = page.get("items").get(0);
    assertEquals(row.mediaId().value(), media.get("mediaId").asText());
    assertEquals("image", media.get("kind").asText());
    assertEquals("2026-04-30T12:00:00+02:00", media.get("capturedAt").asText());
    assertEquals(48.1, media.at("/place/latitude").asDouble());
    assertEquals("camera", media.at("/facts/0/layer").asText());
    assertTrue(media.get("durationMs").isNull());
    assertTrue(media.at("/links/thumbnail").asText().endsWith("size=256"));
    assertEquals(2, gateway.ports.lastFilter.orElseThrow().kinds().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=501",
        "limit=-1",
        "limit=1000000000",
        "limit=x",
        "kind=text",
        "from=yesterday",
        "rating=6",
        "status=lost",
        "tag=%00"
      })
  void refusesParametersOutOfRange(String query) {
    refused(gateway.get(token, "/api/v1/media?" + query), 400, "bad-request");
  }

  @Test
  void refusesAForeignCursor() {
    refused(gateway.get(token, "/api/v1/media?cursor=abc"), 400, "bad-cursor");
  }

  @Test
  void countsTheTimeline() {
    JsonNode timeline = ok("/api/v1/media/timeline?unit=day&zone=Europe/Berlin");
    assertEquals("2026-05-01", timeline.at("/buckets/0/start").asText());
    refused(gateway.get(token, "/api/v1/media/timeline?zone=Mars"), 400, "bad-request");
  }

  @Test
  void showsOneItemAndItsSegmentsWithTags() {
    String path = "/api/v1/media/" + row.mediaId();
    HttpResponse<byte[]> one = gateway.get(token, path);
    String tag = one.headers().firstValue("ETag").orElseThrow();
    assertEquals(
        304, gateway.send(gateway.as(token, path).header("If-None-Match", tag).GET()).statusCode());
    assertEquals(1, ok(path + "/segments").get("segments").size());
    refused(gateway.get(token, "/api/v1/media/" + Rows.id("none")), 404, "not-found");
    refused(gateway.get(token, "/api/v1/media/..%2F..%2Fetc"), 404, "not-found");
  }

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
    assertEquals("looks like it", hit.at("/why/0").asText());
    assertEquals(SearchMode.VECTOR, gateway.ports.lastQuery.orElseThrow().mode());
    assertEquals(TestGateway.HOME, gateway.ports.lastQuery.orElseThrow().org());
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

  @Test
  void showsThePipelineAndStories() {
    JsonNode counts = ok("/api/v1/pipeline");
    assertEquals(7, counts.get("accepted").asInt());
    assertEquals("embed", counts.at("/stages/0/stage").asText());
    JsonNode items = ok("/api/v1/pipeline/items?status=quarantined&stage=describe");
    assertEquals("broken-file", items.at("/items/0/error/code").asText());
    JsonNode story = ok("/api/v1/media/" + row.mediaId() + "/pipeline");
    assertEquals("failed", story.at("/stages/0/status").asText());
    assertEquals("model-failed", story.at("/stages/0/error/code").asText());
    assertEquals("Acquired", story.at("/events/0/type").asText());
    assertEquals("lite-1-384", ok("/api/v1/index").at("/partitions/0/space").asText());
    refused(gateway.get(token, "/api/v1/pipeline/items?stage=x"), 400, "bad-request");
  }

  @Test
  void retries() {
    String path = "/api/v1/media/" + row.mediaId() + "/retry";
    HttpResponse<byte[]> all = gateway.post(token, path, "");
    assertEquals(202, all.statusCode());
    assertTrue(all.headers().firstValue("Location").orElse("").endsWith("/pipeline"));
    assertEquals(202, gateway.post(token, path, "{\"stage\":\"embed\"}").statusCode());
    refused(gateway.post(token, path, "{\"stage\":\"x\"}"), 400, "bad-request");
    gateway.ports.retryReply = new MediaItemReply.AlreadyDone(4);
    assertEquals(202, gateway.post(token, path, "").statusCode());
  }

  @ParameterizedTest
  @EnumSource(RejectionReason.class)
  void answersEveryRejectionOfAnItem(RejectionReason reason) {
    gateway.ports.retryReply = new MediaItemReply.Rejected(reason, "no", 0);
    int status = gateway.post(token, "/api/v1/media/" + row.mediaId() + "/retry", "").statusCode();
    int expected =
        switch (reason) {
          case CONFLICT, TRASHED, NOT_OWED -> 409;
          case PURGED -> 410;
          case UNKNOWN -> 404;
        };
    assertEquals(expected, status);
  }

  private static final String SOURCE =
      "{\"name\":\"NAS\",\"root\":\"/photos\",\"custody\":\"in-place\",\"watch\":true}";

  @Test
  void createsScansAndListsSources() {
    HttpResponse<byte[]> made = gateway.post(token, "/api/v1/sources", SOURCE);
    assertEquals(201, made.statusCode());
    String id = TestGateway.json(made).get("sourceId").asText();
    HttpResponse<byte[]> scan = gateway.post(token, "/api/v1/sources/" + id + "/scan", "");
    assertEquals(202, scan.statusCode());
    String session = TestGateway.json(scan).get("sessionId").asText();
    assertEquals(
        "/api/v1/ingest/sessions/" + session, scan.headers().firstValue("Location").orElse(""));
    String other = SourceId.random().value();
    refused(gateway.post(token, "/api/v1/sources/" + other + "/scan", ""), 404, "not-found");
    assertEquals(202, gateway.post(token, "/api/v1/sources/" + id + "/confirm", "").statusCode());
    refused(gateway.post(token, "/api/v1/sources/" + other + "/confirm", ""), 404, "not-found");
    assertEquals(0, ok("/api/v1/sources").get("items").size());
    refused(gateway.post(token, "/api/v1/sources", "{\"name\":\"x\"}"), 400, "bad-request");
  }

  @Test
  void startsAnImportAndShowsItsNumbers() {
    SessionId session = SessionId.random();
    gateway.ports.outcome = new Imports.SourceOutcome.Started(session);
    gateway.ports.progress =
        Optional.of(
            new Imports.SessionProgress(
                session,
                Optional.empty(),
                true,
                5,
                1,
                1,
                1,
                2,
                0,
                Optional.empty(),
                FakePorts.THEN,
                Optional.of(FakePorts.THEN),
                Optional.empty(),
                List.of(new Imports.ReportLine("<a>.txt", "unsupported-type", "no"))));
    HttpResponse<byte[]> started =
        gateway.post(token, "/api/v1/ingest/start", "{\"path\":\"/photos/a\"}");
    assertEquals(202, started.statusCode());
    JsonNode numbers = ok("/api/v1/ingest/sessions/" + session);
    assertEquals("done", numbers.get("state").asText());
    assertEquals(1, numbers.get("new").asInt());
    assertEquals("<a>.txt", numbers.at("/report/0/path").asText());
    refused(gateway.get(token, "/api/v1/ingest/sessions/" + SessionId.random()), 404, "not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND,404,not-found",
    "NOT_READABLE,422,not-readable",
    "OUTSIDE,403,outside-sources",
    "OVERLAPS,409,overlaps",
    "INVALID,422,invalid-source"
  })
  void answersEveryRefusalOfASource(Imports.Refusal why, int status, String code) {
    gateway.ports.outcome = new Imports.SourceOutcome.Refused(why, "no", "do this");
    refused(gateway.post(token, "/api/v1/sources", SOURCE), status, code);
    refused(
        gateway.post(token, "/api/v1/ingest/start", "{\"path\":\"/etc/passwd\"}"), status, code);
  }

  @Test
  void givesTheSameAnswerToTheSameKey() {
    HttpRequest.Builder request =
        gateway.as(token, "/api/v1/sources").header("Idempotency-Key", "abc");
    HttpResponse<byte[]> first =
        gateway.send(request.copy().POST(HttpRequest.BodyPublishers.ofString(SOURCE)));
    gateway.ports.outcome = new Imports.SourceOutcome.Created(SourceId.random());
    HttpResponse<byte[]> second =
        gateway.send(request.copy().POST(HttpRequest.BodyPublishers.ofString(SOURCE)));
    assertEquals(TestGateway.json(first), TestGateway.json(second));
    HttpResponse<byte[]> other =
        gateway.send(
            request.copy().POST(HttpRequest.BodyPublishers.ofString(SOURCE.replace("NAS", "x"))));
    refused(other, 409, "idempotency-conflict");
  }

  @Test
  void answersUnknownAddressesAndMethodsWithProblems() {
    refused(gateway.get(token, "/api/v1/nothing"), 404, "not-found");
    refused(gateway.get(token, "/api/v1/media/a/b/c/d"), 404, "not-found");
    HttpResponse<byte[]> wrong =
        gateway.send(
            gateway.as(token, "/api/v1/search").method("PUT", HttpRequest.BodyPublishers.noBody()));
    refused(wrong, 405, "method-not-allowed");
    assertEquals("POST", wrong.headers().firstValue("Allow").orElse(""));
    refusedUnread(gateway.get("x".repeat(20_000), "/api/v1/media"));
  }

  private static void refusedUnread(HttpResponse<byte[]> response) {
    assertEquals(431, response.statusCode());
    assertEquals("headers-too-large", TestGateway.code(response));
  }

  @Test
  void saysThatTheDatabaseIsGone() {
    gateway.ports.databaseGone = true;
    HttpResponse<byte[]> response = gateway.get(token, "/api/v1/media");
    refused(response, 503, "unavailable");
    assertTrue(response.headers().firstValue("Retry-After").isPresent());
  }

  @Test
  void saysWhetherItIsAliveAndReady() {
    assertEquals(200, gateway.send(gateway.at("/healthz").GET()).statusCode());
    assertEquals(200, gateway.send(gateway.at("/readyz").GET()).statusCode());
    gateway.healthy = false;
    HttpResponse<byte[]> missing = gateway.send(gateway.at("/readyz").GET());
    assertEquals(503, missing.statusCode());
    assertEquals("database", TestGateway.json(missing).at("/checks/0/name").asText());
  }

  @Test
  void servesItsPagesUnderAStrictPolicy() {
    for (String path :
        new String[] {
          "/",
          "/docs",
          "/docs/docs.js",
          "/docs/swagger-ui-bundle.js",
          "/docs/swagger-ui.css",
          "/docs/start.css"
        }) {
      HttpResponse<byte[]> page = gateway.send(gateway.at(path).GET());
      assertEquals(200, page.statusCode(), path);
      String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
      assertTrue(policy.contains("script-src 'self'") && !policy.contains("unsafe"), policy);
      assertEquals(1, page.headers().allValues("Content-Security-Policy").size());
      boolean inline = new String(page.body(), StandardCharsets.UTF_8).matches("(?s).*<script>.*");
      assertFalse(inline && !path.contains("."), path);
    }
    refused(gateway.send(gateway.at("/docs/..%2Freference.conf").GET()), 404, "not-found");
  }

  @Test
  void servesMetricsOnTheirOwnPortOnly() throws Exception {
    refused(gateway.get(token, "/metrics"), 404, "not-found");
    String base = "http://127.0.0.1:" + gateway.gateway.metricsAddress().getPort();
    HttpResponse<String> metrics =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(base + "/metrics")).build(),
                HttpResponse.BodyHandlers.ofString());
    assertTrue(metrics.body().contains("muninn_http_requests_seconds_count"));
    assertTrue(metrics.body().contains("jvm_memory_used_bytes"));
    assertFalse(metrics.body().contains(row.mediaId().value()));
    HttpResponse<String> other =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(base + "/api/v1/media")).build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(404, other.statusCode());
  }
}
