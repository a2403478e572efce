package dev.muninn.http.route;

import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import dev.muninn.http.auth.Caller;
import dev.muninn.http.json.Json;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request that the router let in. {@code body} is read already where the route says so; the
 * caller is there wherever the policy needs one.
 */
public final class ApiRequest {
  private final HttpRequest http;
  private final List<PathTemplate.PathValue> path;
  private final Optional<Caller> caller;
  private final byte[] body;
  private final String requestId;

  ApiRequest(
      HttpRequest http,
      List<PathTemplate.PathValue> path,
      Optional<Caller> caller,
      byte[] body,
      String requestId) {
    this.http = http;
    this.path = List.copyOf(path);
    this.caller = caller;
    this.body = body;
    this.requestId = requestId;
  }

  public HttpRequest http() {
    return http;
  }

  public String requestId() {
    return requestId;
  }

  public Caller caller() {
    return caller.orElseThrow(() -> new IllegalStateException("an open route asks who calls"));
  }

  /** The tenant: from the token, from nowhere else. */
  public OrgId org() {
    return caller().org();
  }

  public QueryParams query() {
    return new QueryParams(http.getUri().query());
  }

  public boolean hasBody() {
    return body.length > 0;
  }

  /** The JSON body as a wire record, else 400. */
  public <T> T json(Class<T> type) {
    if (body.length == 0) {
      throw new ProblemException(Problem.BAD_JSON, "The body is empty; a JSON object is expected.");
    }
    return Json.read(body, type);
  }

  /** The first header of that name, as it was sent. */
  public Optional<String> header(String name) {
    return http.getHeader(name).map(HttpHeader::value);
  }

  /** The address of the peer of the connection; forwarded headers say nothing (SEC-29). */
  public String peer() {
    return http.getAttribute(AttributeKeys.remoteAddress)
        .flatMap(address -> address.getAddress())
        .map(InetAddress::getHostAddress)
        .orElse("unknown");
  }

  public MediaId mediaId() {
    return id("id", MediaId::new);
  }

  /** An id of the path; what cannot be one is 404 like one that is not there. */
  public <T> T id(String name, Function<String, T> type) {
    try {
      return type.apply(pathValue(name));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.NOT_FOUND, "Nothing has this id.");
    }
  }

  /** A parameter of the path, decoded. */
  public String pathValue(String name) {
    return path.stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no path parameter " + name))
        .value();
  }
}
