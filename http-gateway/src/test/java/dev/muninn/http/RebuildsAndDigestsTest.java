package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.http.auth.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rebuilds and digests. */
class RebuildsAndDigestsTest {
  private static TestGateway gateway;
  private static String admin;
  private static String stranger;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
    admin = gateway.token(TestGateway.HOME, Role.ADMIN);
    stranger = gateway.token(TestGateway.OTHERS, Role.OWNER);
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  private static JsonNode answer(HttpResponse<byte[]> response, int status) {
    assertEquals(
        status, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    return TestGateway.json(response);
  }

  private static void refused(HttpResponse<byte[]> response, int status, String code) {
    assertEquals(code, answer(response, status).get("code").asText());
    assertFalse(TestGateway.json(response).get("detail").asText().isEmpty());
  }

  @Test
  void startsARebuildAndShowsHowFarItIsToWhoAskedForIt() {
    HttpResponse<byte[]> started =
        gateway.post(admin, "/api/v1/rebuilds", "{\"target\":\"pipeline\"}");
    String id = answer(started, 202).get("rebuildId").asText();
    String location = started.headers().firstValue("Location").orElse("");
    assertEquals("/api/v1/rebuilds/" + id, location);
    JsonNode rebuild = answer(gateway.get(admin, location), 200);
    assertEquals("pipeline", rebuild.get("target").asText());
    assertEquals("running", rebuild.get("state").asText());
    assertEquals(7, rebuild.at("/parts/0/events").asInt());
    assertEquals(10, rebuild.at("/parts/0/ofEvents").asInt());
    assertTrue(rebuild.get("elapsedMs").asLong() > 0);
    assertEquals(rebuild.get("rebuildId"), answer(latest(admin), 200).get("rebuildId"));
    refused(gateway.get(stranger, location), 404, "not-found");
    refused(latest(stranger), 404, "not-found");
    refused(gateway.get(admin, "/api/v1/rebuilds/none"), 404, "not-found");
  }

  private static HttpResponse<byte[]> latest(String token) {
    return gateway.get(token, "/api/v1/rebuilds/latest");
  }

  @Test
  void rebuildsTheIndexAloneAtItsOwnAddress() {
    JsonNode rebuild = answer(gateway.post(admin, "/api/v1/index/rebuild", ""), 202);
    assertEquals("index", rebuild.get("target").asText());
  }

  @Test
  void aRebuildWithAKeyIsStartedOnce() {
    HttpRequest.Builder request =
        gateway.as(admin, "/api/v1/rebuilds").header("Idempotency-Key", "one-rebuild");
    String body = "{\"target\":\"all\"}";
    JsonNode first =
        answer(gateway.send(request.copy().POST(HttpRequest.BodyPublishers.ofString(body))), 202);
    JsonNode second =
        answer(gateway.send(request.copy().POST(HttpRequest.BodyPublishers.ofString(body))), 202);
    assertEquals(first, second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"target\":\"everything\"}", "{\"target\":\"ALL\"}"})
  void refusesAnUnknownTargetWithTheKnownOnes(String body) {
    HttpResponse<byte[]> response = gateway.post(admin, "/api/v1/rebuilds", body);
    refused(response, 400, "bad-request");
    String detail = TestGateway.json(response).get("detail").asText();
    assertTrue(detail.contains("views, index, pipeline, all"), detail);
  }

  @Test
  void digestsTheReplayOrTheContentOfTheOrg() {
    JsonNode replay = answer(gateway.get(admin, "/api/v1/digest"), 200);
    assertEquals("aa", replay.get("digest").asText());
    assertEquals("media_view", replay.at("/parts/0/name").asText());
    assertEquals(3, replay.at("/parts/0/rows").asInt());
    JsonNode content = answer(gateway.get(admin, "/api/v1/digest?content=true"), 200);
    assertEquals("content of home", content.get("digest").asText());
    assertEquals(1, content.get("items").asInt());
    assertEquals("hash", content.at("/perItem/0/hash").asText());
    JsonNode theirs = answer(gateway.get(stranger, "/api/v1/digest?content=true"), 200);
    assertEquals("content of others", theirs.get("digest").asText());
    refused(gateway.get(admin, "/api/v1/digest?content=yes"), 400, "bad-request");
  }

  @Test
  void doesNotDigestWhatIsStillBehind() {
    gateway.ports.operation.behind = true;
    HttpResponse<byte[]> response = gateway.get(admin, "/api/v1/digest");
    gateway.ports.operation.behind = false;
    refused(response, 503, "unavailable");
    assertEquals("The index is behind.", TestGateway.json(response).get("detail").asText());
    assertTrue(response.headers().firstValue("Retry-After").isPresent());
  }

  @Test
  void isForAdminsAndOwnersOnly() {
    String editor = gateway.token(TestGateway.HOME, Role.EDITOR);
    refused(gateway.get(editor, "/api/v1/digest"), 403, "forbidden");
    refused(gateway.post(editor, "/api/v1/rebuilds", "{\"target\":\"all\"}"), 403, "forbidden");
    refused(gateway.post(editor, "/api/v1/index/rebuild", ""), 403, "forbidden");
    refused(latest(editor), 403, "forbidden");
  }
}
