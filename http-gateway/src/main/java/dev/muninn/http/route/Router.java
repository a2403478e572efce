package dev.muninn.http.route;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.Uri;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.Materializer;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import dev.muninn.http.auth.Authenticator;
import dev.muninn.http.auth.Caller;
import dev.muninn.http.idempotency.Idempotency;
import dev.muninn.http.json.JsonBody;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.problem.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the table of routes: path, method, policy, body, handler, in this order. What is not in
 * the table is 404; nothing is served without its policy having been asked.
 */
public final class Router {
  private static final Logger log = LoggerFactory.getLogger(Router.class);
  private static final String NOBODYS_ROUTE = "none";
  private static final byte[] NO_BODY = new byte[0];

  private final RouteTable table;
  private final Authenticator authenticator;
  private final Idempotency idempotency;
  private final RequestObserver observer;
  private final Materializer materializer;

  public Router(
      RouteTable table,
      Authenticator authenticator,
      Idempotency idempotency,
      RequestObserver observer,
      Materializer materializer) {
    this.table = table;
    this.authenticator = authenticator;
    this.idempotency = idempotency;
    this.observer = observer;
    this.materializer = materializer;
  }

  /** Answers a request; the stage never fails. */
  public CompletionStage<HttpResponse> serve(HttpRequest http) {
    String requestId = UUID.randomUUID().toString();
    long began = System.nanoTime();
    List<RouteTable.Match> matches = matches(http);
    Optional<RouteTable.Match> match =
        matches.stream().filter(m -> m.route().method() == methodOf(http)).findFirst();
    CompletionStage<HttpResponse> answer =
        match.isPresent()
            ? attempted(http, match.get(), requestId)
            : refused(http, matches.isEmpty() ? notFound() : wrongMethod(matches));
    return answer
        .handle((response, failure) -> answered(http, response, failure, requestId))
        .thenApply(
            response -> {
              observe(http, match, response, Duration.ofNanos(System.nanoTime() - began));
              return SecurityHeaders.on(withLength(http, response), requestId);
            });
  }

  private List<RouteTable.Match> matches(HttpRequest http) {
    try {
      return table.at(segmentsOf(http.getUri()));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private static List<String> segmentsOf(Uri uri) {
    return StreamSupport.stream(uri.pathSegments().spliterator(), false).toList();
  }

  private static Method methodOf(HttpRequest http) {
    boolean reads = http.method().equals(HttpMethods.GET) || http.method().equals(HttpMethods.HEAD);
    if (reads) {
      return Method.GET;
    }
    for (Method method : Method.values()) {
      if (method.name().equals(http.method().value())) {
        return method;
      }
    }
    return null;
  }

  private CompletionStage<HttpResponse> attempted(
      HttpRequest http, RouteTable.Match match, String requestId) {
    CompletionStage<Optional<Caller>> allowed;
    try {
      allowed = allowed(http, match.route().policy());
    } catch (RuntimeException e) {
      return refused(http, e);
    }
    return allowed
        .handle(
            (caller, failure) ->
                failure == null
                    ? letIn(http, match, caller, requestId)
                    : refused(http, Problems.unwrapped(failure)))
        .thenCompose(stage -> stage);
  }

  private CompletionStage<Optional<Caller>> allowed(HttpRequest http, RoutePolicy policy) {
    if (policy instanceof RoutePolicy.Needs needs) {
      return authenticator
          .callerOf(http.getHeader("Authorization").map(h -> h.value()))
          .thenApply(caller -> Optional.of(withScope(caller, needs)));
    }
    return CompletableFuture.completedFuture(Optional.empty());
  }

  private static Caller withScope(Caller caller, RoutePolicy.Needs needs) {
    if (!caller.scopes().contains(needs.scope())) {
      throw new ProblemException(
          Problem.FORBIDDEN, "This needs the scope " + needs.scope().word() + ".");
    }
    return caller;
  }

  private CompletionStage<HttpResponse> letIn(
      HttpRequest http, RouteTable.Match match, Optional<Caller> caller, String requestId) {
    ApiRoute route = match.route();
    if (route.bodyUse() == ApiRoute.BodyUse.STREAMED) {
      return handled(route, new ApiRequest(http, match.values(), caller, NO_BODY, requestId));
    }
    CompletionStage<HttpResponse> answer =
        bodyOf(http)
            .thenCompose(
                body ->
                    onceOrPlain(
                        route,
                        new ApiRequest(http, match.values(), caller, body, requestId),
                        body));
    return answer
        .toCompletableFuture()
        .copy()
        .orTimeout(route.timeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletionStage<byte[]> bodyOf(HttpRequest http) {
    try {
      return JsonBody.bytes(http, materializer);
    } catch (ProblemException e) {
      discard(http);
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<HttpResponse> onceOrPlain(
      ApiRoute route, ApiRequest request, byte[] body) {
    Optional<String> key =
        request
            .header(Idempotency.HEADER)
            .filter(k -> route.method().changesThings())
            .filter(k -> route.policy() instanceof RoutePolicy.Needs);
    if (key.isEmpty()) {
      return handled(route, request);
    }
    String payload = Payload.hash(request.http(), body);
    return idempotency.once(request.caller(), key.get(), payload, () -> handled(route, request));
  }

  private static CompletionStage<HttpResponse> handled(ApiRoute route, ApiRequest request) {
    try {
      return route.handler().handle(request);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static ProblemException notFound() {
    return new ProblemException(Problem.NOT_FOUND, "Nothing has this address.");
  }

  private static ProblemException wrongMethod(List<RouteTable.Match> matches) {
    String allow =
        matches.stream()
            .map(m -> m.route().method() == Method.GET ? "GET, HEAD" : m.route().method().name())
            .distinct()
            .collect(Collectors.joining(", "));
    return new ProblemException(
        Problem.METHOD_NOT_ALLOWED, "It takes " + allow + ".", RawHeader.create("Allow", allow));
  }

  /** Refuses before the body was read: a small one is drained, a large one is cut off. */
  private CompletionStage<HttpResponse> refused(HttpRequest http, Throwable why) {
    discard(http);
    return CompletableFuture.failedFuture(why);
  }

  private void discard(HttpRequest http) {
    Source<ByteString, ?> bytes = http.entity().withoutSizeLimit().getDataBytes();
    if (http.getHeader("Expect").isPresent()) {
      bytes.runWith(Sink.cancelled(), materializer);
    } else {
      bytes
          .limitWeighted(JsonBody.MAX_BYTES, b -> (long) b.size())
          .runWith(Sink.ignore(), materializer);
    }
  }

  private static HttpResponse answered(
      HttpRequest http, HttpResponse response, Throwable failure, String requestId) {
    if (failure == null) {
      return response;
    }
    log.debug("refused method={} correlationId={}", http.method().value(), requestId);
    return Problems.response(failure, requestId);
  }

  private static HttpResponse withLength(HttpRequest http, HttpResponse response) {
    OptionalLong length = response.entity().getContentLengthOption();
    return http.method().equals(HttpMethods.HEAD) && length.orElse(0) > 0
        ? response.addHeader(new HeadLength(length.getAsLong()))
        : response;
  }

  private void observe(
      HttpRequest http, Optional<RouteTable.Match> match, HttpResponse response, Duration took) {
    String template = match.map(m -> m.route().path().text()).orElse(NOBODYS_ROUTE);
    observer.answered(template, http.method().value(), response.status().intValue(), took);
  }
}
