package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.catalog.PipelineControl.RetryChoice;
import dev.muninn.http.auth.Role;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageName;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineControlTest {
  private static final String RETRY = "/api/v1/pipeline/retry";
  private static TestGateway gateway;
  private static String admin;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
    admin = gateway.token(TestGateway.HOME, Role.ADMIN);
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  private static JsonNode ok(HttpResponse<byte[]> response) {
    assertEquals(200, response.statusCode());
    return TestGateway.json(response);
  }

  private static RetryChoice lastChoice() {
    List<RetryChoice> asked = gateway.ports.operation.retries;
    return asked.get(asked.size() - 1);
  }

  @Test
  void retriesNamedItemsAndNamesThoseThatAreNotThere() {
    String id = Rows.id("nobody").value();
    JsonNode outcome =
        ok(gateway.post(admin, RETRY, "{\"mediaIds\":[\"" + id + "\",\"" + id + "\"]}"));
    assertEquals(3, outcome.get("retried").asInt());
    assertEquals(1, outcome.get("idle").asInt());
    assertEquals(id, outcome.at("/unknown/0").asText());
    assertEquals(new RetryChoice.Named(List.of(Rows.id("nobody"))), lastChoice());
  }

  @Test
  void retriesByStageCodeBothOrAll() {
    String editor = gateway.token(TestGateway.HOME, Role.EDITOR);
    ok(gateway.post(editor, RETRY, "{\"stage\":\"embed\",\"code\":\"model-failed\"}"));
    assertEquals(
        new RetryChoice.Matching(Optional.of(StageName.EMBED), Optional.of(ErrorCode.MODEL_FAILED)),
        lastChoice());
    ok(gateway.post(editor, RETRY, "{\"all\":true}"));
    assertEquals(new RetryChoice.Matching(Optional.empty(), Optional.empty()), lastChoice());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"all\":false}",
        "{\"mediaIds\":[]}",
        "{\"mediaIds\":[null]}",
        "{\"mediaIds\":[\"../etc\"]}",
        "{\"mediaIds\":[\"a\"],\"stage\":\"embed\"}",
        "{\"stage\":\"embed\",\"all\":true}",
        "{\"stage\":\"dance\"}",
        "{\"code\":\"boredom\"}"
      })
  void refusesAChoiceThatIsNoneOrTwo(String body) {
    HttpResponse<byte[]> response = gateway.post(admin, RETRY, body);
    assertEquals(400, response.statusCode());
    assertEquals("bad-request", TestGateway.code(response));
  }

  @Test
  void boundsTheNumberOfItems() {
    String ids =
        IntStream.range(0, 1001)
            .mapToObj(i -> "\"" + Rows.id("x" + i) + "\"")
            .collect(Collectors.joining(","));
    HttpResponse<byte[]> response = gateway.post(admin, RETRY, "{\"mediaIds\":[" + ids + "]}");
    assertEquals(400, response.statusCode());
    assertTrue(TestGateway.json(response).get("detail").asText().contains("1 to 1000"));
  }

  @Test
  void pausesAStageWithItsReasonAndResumesIt() {
    String path = "/api/v1/pipeline/stages/embed/";
    JsonNode paused = ok(gateway.post(admin, path + "pause", "{\"reason\":\"the card is hot\"}"));
    assertEquals("embed", paused.get("stage").asText());
    assertEquals("the card is hot", paused.at("/paused/reason").asText());
    assertEquals("2026-05-01T10:00:00Z", paused.at("/paused/since").asText());
    assertEquals("no reason was given", reason(gateway.post(admin, path + "pause", "")));
    JsonNode resumed = ok(gateway.post(admin, path + "resume", ""));
    assertTrue(resumed.get("paused").isNull());
    assertTrue(gateway.ports.operation.pauses.isEmpty());
  }

  private static String reason(HttpResponse<byte[]> response) {
    return ok(response).at("/paused/reason").asText();
  }

  @Test
  void refusesStagesThatAreNoneOrCannotBePaused() {
    HttpResponse<byte[]> unknown = gateway.post(admin, "/api/v1/pipeline/stages/dance/pause", "{}");
    assertEquals(400, unknown.statusCode());
    assertTrue(TestGateway.json(unknown).get("detail").asText().contains("embed"));
    HttpResponse<byte[]> idle = gateway.post(admin, "/api/v1/pipeline/stages/hash/pause", "{}");
    assertEquals(409, idle.statusCode());
    assertEquals("cannot-pause", TestGateway.code(idle));
    assertEquals("It has no work.", TestGateway.json(idle).get("detail").asText());
    String long201 = "{\"reason\":\"" + "x".repeat(201) + "\"}";
    HttpResponse<byte[]> novel =
        gateway.post(admin, "/api/v1/pipeline/stages/embed/pause", long201);
    assertEquals(400, novel.statusCode());
  }

  @Test
  void anEditorRetriesButDoesNotPause() {
    String editor = gateway.token(TestGateway.HOME, Role.EDITOR);
    assertEquals(200, gateway.post(editor, RETRY, "{\"all\":true}").statusCode());
    assertEquals(
        403, gateway.post(editor, "/api/v1/pipeline/stages/embed/pause", "{}").statusCode());
    String viewer = gateway.token(TestGateway.HOME, Role.VIEWER);
    assertEquals(403, gateway.post(viewer, RETRY, "{\"all\":true}").statusCode());
  }
}
