package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PublicRoutesTest extends RoutesFixture {
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
