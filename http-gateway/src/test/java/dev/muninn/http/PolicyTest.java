package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.http.auth.Role;
import dev.muninn.http.auth.Scope;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SEC-31: every route of the served document × who may not call it. */
class PolicyTest {
  private static final Set<String> OPEN =
      Set.of(
          "get /",
          "get /docs",
          "get /docs/{file}",
          "get /healthz",
          "get /openapi.json",
          "get /readyz",
          "post /api/v1/auth/login",
          "post /api/v1/auth/refresh",
          "post /api/v1/auth/setup");
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
    gateway.ports.rows.put(
        Rows.id("homedog"), Rows.picture(TestGateway.HOME, "dog", new byte[] {1}));
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  private record Route(String method, String path, String scope) {}

  private static List<Route> routes() {
    JsonNode paths = TestGateway.json(gateway.send(gateway.at("/openapi.json").GET())).get("paths");
    List<Route> routes = new ArrayList<>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            routes.add(
                                new Route(
                                    operation.getKey(),
                                    path.getKey(),
                                    operation.getValue().path("x-scope").asText("")))));
    return routes;
  }

  private static HttpRequest.Builder request(Route route) {
    String path =
        route
            .path()
            .replace("{id}", Rows.id("homedog").value())
            .replace("{index}", "0")
            .replace("{stage}", "embed")
            .replace("{name}", "nobody")
            .replace("{file}", "docs.js");
    HttpRequest.Builder request = gateway.at(path);
    return route.method().equals("get")
        ? request.GET()
        : request.method(
            route.method().toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.ofString("{}"));
  }

  private static void refused(Route route, String token, int status) {
    HttpResponse<byte[]> response =
        gateway.send(request(route).header("Authorization", "Bearer " + token));
    assertEquals(status, response.statusCode(), route.toString());
    assertEquals(status, TestGateway.json(response).get("status").asInt());
  }

  @Test
  void opensOnlyWhatIsMeantToBeOpen() {
    Set<String> open =
        routes().stream()
            .filter(r -> r.scope().isEmpty())
            .map(r -> r.method() + " " + r.path())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(OPEN), open);
  }

  @Test
  void refusesEveryOtherRouteToWhoeverMayNot() {
    String expired = gateway.expired();
    for (Route route : routes()) {
      if (route.scope().isEmpty()) {
        continue;
      }
      HttpResponse<byte[]> nobody = gateway.send(request(route));
      assertEquals(401, nobody.statusCode(), route.toString());
      assertTrue(nobody.headers().firstValue("WWW-Authenticate").isPresent());
      refused(route, "not.a.token", 401);
      refused(route, expired, 401);
      Set<Scope> others = EnumSet.allOf(Scope.class);
      others.remove(Scope.ofWord(route.scope()).orElseThrow());
      refused(route, gateway.withScopes(others), 403);
    }
  }

  @Test
  void showsNothingOfAnotherOrg() {
    String foreign = gateway.token(TestGateway.OTHERS, Role.OWNER);
    for (Route route : routes()) {
      boolean ofOneItem = route.path().startsWith("/api/v1/media/{id}");
      if (ofOneItem && route.method().equals("get")) {
        refused(route, foreign, 404);
      }
    }
    HttpResponse<byte[]> list = gateway.get(foreign, "/api/v1/media");
    assertEquals(0, TestGateway.json(list).get("items").size());
  }

  @Test
  void narrowsATokenToWhatTheRoleStillAllows() {
    String viewer = gateway.token(TestGateway.HOME, Role.VIEWER);
    assertEquals(200, gateway.get(viewer, "/api/v1/media").statusCode());
    assertEquals(403, gateway.get(viewer, "/api/v1/sources").statusCode());
    assertEquals(403, gateway.post(viewer, "/api/v1/media", "x").statusCode());
  }

  @Test
  void trustsNoOtherHeader() {
    HttpResponse<byte[]> response =
        gateway.send(
            gateway
                .at("/api/v1/media")
                .header("X-Forwarded-User", "admin")
                .header("X-Org-Id", "home")
                .header("Cookie", "access_token=" + gateway.editor())
                .GET());
    assertEquals(401, response.statusCode());
  }

  @Test
  void documentsAllRoutesWithTheirReplies() {
    JsonNode document = TestGateway.json(gateway.send(gateway.at("/openapi.json").GET()));
    assertEquals("3.1.0", document.get("openapi").asText());
    assertTrue(routes().size() >= 30, "only " + routes().size());
    document
        .get("paths")
        .forEach(
            path ->
                path.forEach(
                    operation -> {
                      assertNotEquals("", operation.get("summary").asText());
                      assertTrue(operation.get("responses").size() >= 2);
                    }));
    assertTrue(document.at("/components/schemas/Media/properties/mediaId").isObject());
  }
}
