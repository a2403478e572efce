package dev.muninn.http.route;

import dev.muninn.http.auth.Scope;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One registered route. The builder asks for the policy before anything else, so none is without:
 *
 * <pre>{@code
 * ApiRoute.get("/api/v1/things/{id}").needs(Scope.MEDIA_READ).summary("One thing")
 *     .replies(200, "The thing", Thing.class).problems(Problem.NOT_FOUND).handledBy(this::one)
 * }</pre>
 */
public record ApiRoute(
    Method method,
    PathTemplate path,
    RoutePolicy policy,
    RouteDoc doc,
    Duration timeout,
    BodyUse bodyUse,
    Handler handler) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Who reads the body, and so who looks after the Idempotency-Key. */
  public enum BodyUse {
    /** The router: a small body, read whole. */
    WHOLE,
    /** The handler: a stream of any length. */
    STREAMED
  }

  public static PolicyStep get(String path) {
    return new PolicyStep(Method.GET, path);
  }

  public static PolicyStep post(String path) {
    return new PolicyStep(Method.POST, path);
  }

  public static PolicyStep patch(String path) {
    return new PolicyStep(Method.PATCH, path);
  }

  public static PolicyStep delete(String path) {
    return new PolicyStep(Method.DELETE, path);
  }

  /** Waits for the policy. */
  public static final class PolicyStep {
    private final Method method;
    private final PathTemplate path;

    private PolicyStep(Method method, String path) {
      this.method = method;
      this.path = new PathTemplate(path);
    }

    public Builder open(String reason) {
      return new Builder(method, path, new RoutePolicy.Open(reason));
    }

    public Builder needs(Scope scope) {
      return new Builder(method, path, new RoutePolicy.Needs(scope));
    }
  }

  /** Collects the documentation and ends with the handler. */
  public static final class Builder {
    private final Method method;
    private final PathTemplate path;
    private final RoutePolicy policy;
    private final List<RouteDoc.Parameter> parameters = new ArrayList<>();
    private final List<RouteDoc.Reply> replies = new ArrayList<>();
    private String summary = "";
    private Optional<RouteDoc.Body> body = Optional.empty();
    private Optional<Duration> timeout = Optional.of(TIMEOUT);
    private BodyUse bodyUse = BodyUse.WHOLE;

    private Builder(Method method, PathTemplate path, RoutePolicy policy) {
      this.method = method;
      this.path = path;
      this.policy = policy;
      for (String name : path.parameters()) {
        parameters.add(new RouteDoc.Parameter(name, RouteDoc.Place.PATH, "string", ""));
      }
    }

    public Builder summary(String words) {
      summary = words;
      return this;
    }

    public Builder query(String name, String type, String words) {
      parameters.add(new RouteDoc.Parameter(name, RouteDoc.Place.QUERY, type, words));
      return this;
    }

    public Builder header(String name, String words) {
      parameters.add(new RouteDoc.Parameter(name, RouteDoc.Place.HEADER, "string", words));
      return this;
    }

    /** How long the answer may take, where 30 s are too few. */
    public Builder timeout(Duration patience) {
      timeout = Optional.of(patience);
      return this;
    }

    public Builder body(Class<?> schema) {
      body = Optional.of(new RouteDoc.Body("application/json", Optional.of(schema)));
      return this;
    }

    /** The handler reads a raw body of any length itself, without a time-out over all. */
    public Builder rawBody() {
      body = Optional.of(new RouteDoc.Body("application/octet-stream", Optional.empty()));
      bodyUse = BodyUse.STREAMED;
      timeout = Optional.empty();
      return this;
    }

    public Builder replies(int status, String words, Class<?> schema) {
      replies.add(new RouteDoc.Reply(status, words, "application/json", Optional.of(schema)));
      return this;
    }

    public Builder replies(int status, String words, String contentType) {
      replies.add(new RouteDoc.Reply(status, words, contentType, Optional.empty()));
      return this;
    }

    /** The problems that this route answers beside those that every route may. */
    public Builder problems(Problem... problems) {
      for (Problem problem : problems) {
        replies.add(
            new RouteDoc.Reply(
                problem.status(),
                problem.code(),
                "application/problem+json",
                Optional.of(ProblemDocument.class)));
      }
      return this;
    }

    public ApiRoute handledBy(Handler handler) {
      return new ApiRoute(
          method,
          path,
          policy,
          new RouteDoc(summary, parameters, body, replies),
          timeout.orElse(Duration.ZERO),
          bodyUse,
          handler);
    }
  }
}
