package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.http.auth.Role;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of the files, and how far the projections are. */
class FileChecksAndProjectionsTest {
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
  void checksTheFilesAndShowsFindingsToTheirOrg() {
    HttpResponse<byte[]> started =
        gateway.post(admin, "/api/v1/file-checks", "{\"samplePercent\":12.5,\"repair\":true}");
    String id = answer(started, 202).get("checkId").asText();
    String location = started.headers().firstValue("Location").orElse("");
    assertEquals("/api/v1/file-checks/" + id, location);
    JsonNode check = answer(gateway.get(admin, location), 200);
    assertEquals(12.5, check.get("samplePercent").asDouble());
    assertTrue(check.get("repair").asBoolean());
    assertFalse(check.get("done").asBoolean());
    assertEquals(2, check.get("left").asInt());
    assertEquals("derived-missing", check.at("/findings/0/fault").asText());
    assertEquals("remade", check.at("/findings/0/outcome").asText());
    assertEquals(Rows.id("homedog").value(), check.at("/findings/0/mediaId").asText());
    assertEquals(200, gateway.get(admin, "/api/v1/file-checks/latest").statusCode());
    refused(gateway.get(stranger, location), 404, "not-found");
    refused(gateway.get(stranger, "/api/v1/file-checks/latest"), 404, "not-found");
  }

  @Test
  void checksAllAndRepairsNothingUnlessToldTo() {
    JsonNode check = answer(gateway.post(admin, "/api/v1/file-checks", "{}"), 202);
    assertEquals(100, check.get("samplePercent").asDouble());
    assertFalse(check.get("repair").asBoolean());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "100.1", "1e300"})
  void refusesASampleThatIsNone(String percent) {
    String body = "{\"samplePercent\":" + percent + "}";
    refused(gateway.post(admin, "/api/v1/file-checks", body), 400, "bad-request");
  }

  @Test
  void showsHowFarTheProjectionsAreAndOnlyTheParkedOfTheOrg() {
    JsonNode states = answer(gateway.get(admin, "/api/v1/projections"), 200);
    assertEquals(120, states.at("/projections/0/lagMs").asInt());
    assertEquals(1, states.get("parked").size());
    assertEquals("MediaItem|home.abc", states.at("/parked/0/persistenceId").asText());
    assertEquals("psql", states.at("/oldestTransaction/application").asText());
    JsonNode released = answer(gateway.post(admin, "/api/v1/projections/release", ""), 200);
    assertEquals(2, released.get("released").asInt());
    assertEquals(1, released.get("stillParked").asInt());
  }

  @Test
  void isForAdminsAndOwnersOnly() {
    String editor = gateway.token(TestGateway.HOME, Role.EDITOR);
    refused(gateway.get(editor, "/api/v1/projections"), 403, "forbidden");
    refused(gateway.post(editor, "/api/v1/projections/release", ""), 403, "forbidden");
    refused(gateway.post(editor, "/api/v1/file-checks", "{}"), 403, "forbidden");
    refused(gateway.get(editor, "/api/v1/file-checks/latest"), 403, "forbidden");
  }
}
