package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.http.auth.Role;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeRoutesTest {
  private static final String NODES = "/api/v1/nodes";
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

  @Test
  void listsTheNodesWithWhatTheySayOfThemselves() {
    var answer = gateway.get(admin, NODES);
    assertEquals(200, answer.statusCode());
    JsonNode server = TestGateway.json(answer).at("/nodes/0");
    assertEquals("server", server.path("name").asText());
    assertEquals("gateway", server.at("/roles/1").asText());
    assertEquals(64, server.path("shards").asInt());
    assertEquals(3, server.path("leases").asInt());
    assertEquals("2026-01-01T00:00:00Z", server.path("startedAt").asText());
    JsonNode worker = TestGateway.json(answer).at("/nodes/1");
    assertTrue(worker.path("shards").isMissingNode() || worker.path("shards").isNull());
    assertEquals(false, worker.path("reachable").asBoolean(true));
    assertEquals("image", worker.at("/models/0/towers/0").asText());
    assertEquals(12.5, worker.at("/models/0/picturesPerSecond").asDouble());
    JsonNode work = server.path("work").path(0);
    assertEquals("preview", work.path("stage").asText());
    assertEquals(40, work.path("lastMinute").asInt());
    assertEquals("clip-1-512", worker.at("/lacks/0/space").asText());
    assertEquals(8192, worker.at("/cards/0/memoryTotalMiB").asInt());
    assertTrue(worker.at("/cards/0/celsius").isNull());
  }

  @Test
  void listsWhoWasTurnedAwayAndWhy() {
    JsonNode notice = TestGateway.json(gateway.get(admin, NODES)).at("/notices/0");
    assertEquals("server", notice.path("node").asText());
    assertEquals("laptop", notice.path("peer").asText());
    assertEquals("is a stranger", notice.path("words").asText());
    assertEquals(3, notice.path("times").asInt());
    assertEquals("2026-01-02T00:00:00Z", notice.path("at").asText());
  }

  @Test
  void aNodeIsAskedToDrainByName() {
    var answer = gateway.post(admin, NODES + "/worker/drain", "");
    assertEquals(202, answer.statusCode());
    assertEquals("worker", TestGateway.json(answer).path("name").asText());
    assertEquals(Optional.of("worker"), gateway.ports.nodes.drained);
  }

  @Test
  void aNodeThatDoesNotAnswerIsNotFound() {
    var answer = gateway.post(admin, NODES + "/nobody/drain", "");
    assertEquals(404, answer.statusCode());
    assertEquals("not-found", TestGateway.json(answer).path("code").asText());
  }
}
