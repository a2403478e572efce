package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.catalog.Imports;
import dev.muninn.catalog.MediaRow;
import dev.muninn.media.SourceId;
import dev.muninn.media.signal.MediaItemReply;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** One gateway over fake ports for the tests of a class, and what an answer must look like. */
abstract class RoutesFixture {
  static TestGateway gateway;
  static String token;
  static MediaRow row;

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
    gateway.ports.imports.outcome = new Imports.SourceOutcome.Created(SourceId.random());
    gateway.ports.pipeline.retryReply = new MediaItemReply.Accepted(9);
  }

  static JsonNode ok(String path) {
    HttpResponse<byte[]> response = gateway.get(token, path);
    assertEquals(200, response.statusCode(), path);
    return TestGateway.json(response);
  }

  static void refused(HttpResponse<byte[]> response, int status, String code) {
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
}
