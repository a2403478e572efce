package dev.muninn.http.route;

import java.util.List;
import java.util.Optional;

/** What the OpenAPI document says of a route beside its method, path and policy. */
public record RouteDoc(
    String summary, List<Parameter> parameters, Optional<Body> body, List<Reply> replies) {
  public RouteDoc {
    parameters = List.copyOf(parameters);
    replies = List.copyOf(replies);
  }

  /** Where a parameter stands in a request. */
  public enum Place {
    PATH,
    QUERY,
    HEADER
  }

  /** A parameter with its JSON schema type (string, integer, number) and words. */
  public record Parameter(String name, Place place, String type, String words) {}

  /** A body: the wire record of a JSON body, or raw bytes when there is none. */
  public record Body(String contentType, Optional<Class<?>> schema) {}

  /** A status that the route answers; without a schema where the body is no JSON or empty. */
  public record Reply(int status, String words, String contentType, Optional<Class<?>> schema) {}
}
