package dev.muninn.http.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.http.json.Json;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemDocument;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.RouteDoc;
import dev.muninn.http.route.RoutePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The OpenAPI 3.1 document of the routes that are registered, all of them and no others. */
public final class OpenApiDocument {
  private static final String PROBLEM = "application/problem+json";
  private final JsonSchema schemas = new JsonSchema();
  private final ObjectNode root = Json.tree().createObjectNode();

  private OpenApiDocument(String version) {
    root.put("openapi", "3.1.0");
    root.putObject("info")
        .put("title", "Muninn")
        .put("version", version)
        .put("description", "The media memory of a home cluster.");
  }

  /** The document, UTF-8. */
  public static byte[] of(List<ApiRoute> routes, String version) {
    OpenApiDocument document = new OpenApiDocument(version);
    ObjectNode paths = document.root.putObject("paths");
    for (ApiRoute route : routes) {
      ObjectNode path =
          paths.withObject("/" + route.path().text().replace("~", "~0").replace("/", "~1"));
      path.set(route.method().word(), document.operation(route));
    }
    document.addComponents();
    return Json.bytes(document.root);
  }

  private void addComponents() {
    ObjectNode components = root.putObject("components");
    ObjectNode named = components.putObject("schemas");
    schemas.components().forEach(named::set);
    components
        .putObject("securitySchemes")
        .putObject("bearer")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("bearerFormat", "JWT");
  }

  private ObjectNode operation(ApiRoute route) {
    ObjectNode operation = Json.tree().createObjectNode();
    operation.put("operationId", operationId(route));
    operation.put("summary", route.doc().summary());
    operation.putArray("tags").add(tagOf(route.path().text()));
    addPolicy(operation, route.policy());
    route.doc().parameters().forEach(p -> operation.withArray("parameters").add(parameter(p)));
    route.doc().body().ifPresent(b -> operation.set("requestBody", body(b)));
    addReplies(operation.putObject("responses"), route);
    return operation;
  }

  private static String operationId(ApiRoute route) {
    return route.method().word() + route.path().text().replaceAll("[^a-zA-Z0-9]+", "_");
  }

  private static String tagOf(String path) {
    String[] parts = path.split("/");
    return path.startsWith("/api/v1/") ? parts[3] : "service";
  }

  private static void addPolicy(ObjectNode operation, RoutePolicy policy) {
    if (policy instanceof RoutePolicy.Needs needs) {
      operation.put("x-scope", needs.scope().word());
      operation.putArray("security").addObject().putArray("bearer").add(needs.scope().word());
    } else if (policy instanceof RoutePolicy.Open open) {
      operation.put("x-open", open.reason());
      operation.putArray("security");
    }
  }

  private static ObjectNode parameter(RouteDoc.Parameter parameter) {
    ObjectNode node = Json.tree().createObjectNode();
    node.put("name", parameter.name());
    node.put("in", parameter.place().name().toLowerCase(Locale.ROOT));
    node.put("required", parameter.place() == RouteDoc.Place.PATH);
    node.put("description", parameter.words());
    node.putObject("schema").put("type", parameter.type());
    return node;
  }

  private ObjectNode body(RouteDoc.Body body) {
    ObjectNode node = Json.tree().createObjectNode();
    node.put("required", true);
    ObjectNode media = node.putObject("content").putObject(body.contentType());
    media.set(
        "schema", body.schema().map(schemas::of).orElseGet(() -> Json.tree().createObjectNode()));
    return node;
  }

  private void addReplies(ObjectNode responses, ApiRoute route) {
    Map<Integer, List<RouteDoc.Reply>> byStatus =
        route.doc().replies().stream()
            .collect(
                Collectors.groupingBy(
                    RouteDoc.Reply::status, TreeMap::new, Collectors.toCollection(ArrayList::new)));
    for (Problem problem : common(route.policy())) {
      byStatus
          .computeIfAbsent(problem.status(), s -> new ArrayList<>())
          .add(
              new RouteDoc.Reply(
                  problem.status(),
                  problem.code(),
                  PROBLEM,
                  java.util.Optional.of(ProblemDocument.class)));
    }
    byStatus.forEach((status, replies) -> responses.set(status.toString(), reply(replies)));
  }

  /** What every route may answer. */
  private static List<Problem> common(RoutePolicy policy) {
    List<Problem> everywhere = List.of(Problem.INTERNAL, Problem.UNAVAILABLE);
    List<Problem> all = new ArrayList<>(everywhere);
    if (policy instanceof RoutePolicy.Needs) {
      all.addAll(
          List.of(
              Problem.UNAUTHENTICATED,
              Problem.BAD_TOKEN,
              Problem.TOKEN_EXPIRED,
              Problem.FORBIDDEN));
    }
    return all;
  }

  private ObjectNode reply(List<RouteDoc.Reply> replies) {
    ObjectNode node = Json.tree().createObjectNode();
    node.put(
        "description",
        replies.stream().map(RouteDoc.Reply::words).distinct().collect(Collectors.joining(", ")));
    replies.stream()
        .filter(r -> !r.contentType().isEmpty())
        .forEach(r -> node.withObject("/content").set(r.contentType(), media(r)));
    return node;
  }

  private ObjectNode media(RouteDoc.Reply reply) {
    ObjectNode media = Json.tree().createObjectNode();
    reply.schema().ifPresent(s -> media.set("schema", schemas.of(s)));
    return media;
  }
}
