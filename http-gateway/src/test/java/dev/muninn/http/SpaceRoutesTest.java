package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.http.auth.Role;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpaceRoutesTest {
  private static final String SPACES = "/api/v1/spaces";
  private TestGateway gateway;
  private String admin;

  @BeforeEach
  void start() {
    gateway = TestGateway.start();
    admin = gateway.token(TestGateway.HOME, Role.ADMIN);
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  private static JsonNode answer(HttpResponse<byte[]> response, int status) {
    assertEquals(
        status, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    return TestGateway.json(response);
  }

  private static void refused(HttpResponse<byte[]> response, int status, String code) {
    assertEquals(code, answer(response, status).get("code").asText());
  }

  private HttpResponse<byte[]> add(String body) {
    return gateway.post(admin, SPACES, body);
  }

  private HttpResponse<byte[]> activate(String space, String body) {
    return gateway.post(admin, SPACES + "/" + space + "/activate", body);
  }

  private HttpResponse<byte[]> drop(String space) {
    return gateway.send(gateway.as(admin, SPACES + "/" + space).DELETE());
  }

  @Test
  void listsTheLiveSpacesWithTheirNumbers() {
    JsonNode space = answer(gateway.get(admin, SPACES), 200).at("/spaces/0");
    assertEquals("lite-1-4", space.get("space").asText());
    assertEquals("active", space.get("state").asText());
    assertEquals(10, space.get("items").asInt());
    assertEquals(10, space.get("done").asInt());
    assertEquals(1, space.get("failed").asInt());
  }

  @Test
  void fillsASpaceWithTheModelThatIsNamed() {
    HttpResponse<byte[]> added = add("{\"model\":\"clip\"}");
    assertEquals("building", answer(added, 202).get("state").asText());
    assertEquals(SPACES, added.headers().firstValue("Location").orElse(""));
    refused(add("{\"model\":\"none\"}"), 409, "space-refused");
    refused(add("{}"), 400, "bad-request");
  }

  @Test
  void switchesWhenItIsCompleteOrForced() {
    add("{\"model\":\"clip\"}");
    HttpResponse<byte[]> early = activate("clip-1-4", "{}");
    refused(early, 409, "space-refused");
    assertTrue(TestGateway.json(early).get("detail").asText().contains("7 items"));
    JsonNode forced = answer(activate("clip-1-4", "{\"force\":true}"), 200);
    assertEquals("clip-1-4", forced.at("/spaces/0/space").asText());
    gateway.ports.spaces.complete();
    answer(activate("lite-1-4", "{}"), 200);
    refused(activate("other-1-4", "{}"), 404, "not-found");
  }

  @Test
  void dropsASpaceThatDoesNotAnswer() {
    add("{\"model\":\"clip\"}");
    refused(drop("lite-1-4"), 409, "space-refused");
    assertEquals(204, drop("clip-1-4").statusCode());
    refused(drop("clip-1-4"), 404, "not-found");
  }

  @Test
  void isForThoseWhoOperateTheNode() {
    String viewer = gateway.token(TestGateway.HOME, Role.VIEWER);
    refused(gateway.post(viewer, SPACES, "{\"model\":\"clip\"}"), 403, "forbidden");
  }
}
