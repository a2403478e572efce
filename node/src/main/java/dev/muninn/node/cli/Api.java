package dev.muninn.node.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The HTTP API of one server. Sends the token of the last login (or of {@code MUNINN_TOKEN}) and
 * renews it when it runs out. Thread-safe; refusals and an unreachable server are {@link
 * CliException}s with the server's own words.
 */
final class Api {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long RENEW_BEFORE_MS = 60_000;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;

  private final URI server;
  private final CredentialStore store;
  private final Optional<String> fixedToken;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  Api(URI server, CredentialStore store) {
    this(
        server,
        store,
        Optional.ofNullable(System.getenv("MUNINN_TOKEN")).filter(token -> !token.isBlank()));
  }

  Api(URI server, CredentialStore store, Optional<String> fixedToken) {
    this.server = server;
    this.store = store;
    this.fixedToken = fixedToken;
  }

  URI server() {
    return server;
  }

  <T> T get(String path, Class<T> answer) {
    return parsed(authorized(token -> request(path, token).GET()), answer);
  }

  /** Empty when there is no such thing, the server is too old for it, or the user may not look. */
  <T> Optional<T> find(String path, Class<T> answer) {
    HttpResponse<byte[]> found = send(request(path, token()).GET());
    return found.statusCode() == NOT_FOUND || found.statusCode() == FORBIDDEN
        ? Optional.empty()
        : Optional.of(parsed(checked(found), answer));
  }

  /** The same for an answer that may take longer than a minute to make. */
  <T> T get(String path, Class<T> answer, Duration patience) {
    return parsed(authorized(token -> request(path, token).timeout(patience).GET()), answer);
  }

  <T> T post(String path, Object body, Class<T> answer) {
    return post(path, body, answer, PATIENCE);
  }

  /** The same for an answer that may take longer than a minute to make. */
  <T> T post(String path, Object body, Class<T> answer, Duration patience) {
    return parsed(
        authorized(
            token ->
                request(path, token)
                    .timeout(patience)
                    .header("Content-Type", "application/json")
                    .POST(json(body))),
        answer);
  }

  /** An answer with its entity tag, empty where the server gave none. */
  record Tagged<T>(T value, String tag) {}

  <T> Tagged<T> getTagged(String path, Class<T> answer) {
    HttpResponse<byte[]> found = authorized(token -> request(path, token).GET());
    return new Tagged<>(parsed(found, answer), found.headers().firstValue("ETag").orElse(""));
  }

  /**
   * Changes a thing in part; empty when it is no longer what {@code ifMatch}, its tag, stands for.
   */
  <T> Optional<T> patch(String path, Object body, Optional<String> ifMatch, Class<T> answer) {
    HttpRequest.Builder request =
        request(path, token())
            .header("Content-Type", "application/merge-patch+json")
            .method("PATCH", json(body));
    ifMatch.ifPresent(tag -> request.header("If-Match", tag));
    HttpResponse<byte[]> edited = send(request);
    return edited.statusCode() == PRECONDITION_FAILED
        ? Optional.empty()
        : Optional.of(parsed(checked(edited), answer));
  }

  void delete(String path) {
    authorized(token -> request(path, token).DELETE());
  }

  /** The answer as text, for {@code --json}. */
  String getForText(String path, Duration patience) {
    HttpResponse<byte[]> answer = authorized(token -> request(path, token).timeout(patience).GET());
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /**
   * An answer without an end, such as {@code /events}; whoever reads it closes it.
   *
   * @param lastEventId sent when it is not empty
   */
  InputStream open(String path, String lastEventId) {
    HttpRequest.Builder request = request(path, token()).GET();
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<InputStream> answer = send(request, HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() / 100 == 2) {
      return answer.body();
    }
    try (InputStream body = answer.body()) {
      throw refused(answer.uri(), answer.statusCode(), body.readAllBytes());
    } catch (IOException broken) {
      throw refused(answer.uri(), answer.statusCode(), new byte[0]);
    }
  }

  /** The answer as it came. */
  HttpResponse<byte[]> post(String path, Object body) {
    return authorized(
        token -> request(path, token).header("Content-Type", "application/json").POST(json(body)));
  }

  /** The same for a body that is a file. */
  HttpResponse<byte[]> post(String path, Path file) throws FileNotFoundException {
    BodyPublisher bytes = BodyPublishers.ofFile(file);
    return authorized(
        token ->
            request(path, token).header("Content-Type", "application/octet-stream").POST(bytes));
  }

  /** Without a token: setup, login, refresh. */
  <T> T postOpen(String path, Object body, Class<T> answer) {
    return parsed(
        checked(
            send(
                request(path, Optional.empty())
                    .header("Content-Type", "application/json")
                    .POST(json(body)))),
        answer);
  }

  /** Makes a refresh token worthless. */
  void logout(String refreshToken) {
    authorized(
        token ->
            request("/auth/logout", token)
                .header("Content-Type", "application/json")
                .POST(json(new Wire.Refresh(refreshToken))));
  }

  /** An open page beside the API, such as {@code /readyz}: whatever its status. */
  HttpResponse<byte[]> probe(String path) {
    return send(HttpRequest.newBuilder(URI.create(server + path)).timeout(PATIENCE).GET());
  }

  /** Sends a body of which nothing is kept in memory; the answer whatever its status. */
  HttpResponse<byte[]> upload(String path, Function<HttpRequest.Builder, HttpRequest.Builder> body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + "/api/v1" + path));
    token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    return http.send(body.apply(request).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** The words of a refusal: what the server says, else its status. */
  static Wire.Problem problem(HttpResponse<byte[]> answer) {
    return problem(answer.statusCode(), answer.body());
  }

  private static Wire.Problem problem(int status, byte[] body) {
    try {
      Wire.Problem problem = JSON.readValue(body, Wire.Problem.class);
      if (problem != null && problem.code() != null) {
        return problem;
      }
    } catch (IOException notJson) {
      // an answer of something in between, such as a proxy
    }
    return new Wire.Problem(null, "HTTP " + status, status, "http", null, "", null);
  }

  static <T> T parsed(HttpResponse<byte[]> answer, Class<T> type) {
    try {
      return JSON.readValue(answer.body(), type);
    } catch (IOException unexpected) {
      throw new CliException(
          answer.uri().toString(),
          "did not answer as Muninn does",
          "is it another program? --url names another address",
          unexpected);
    }
  }

  static BodyPublisher json(Object body) {
    try {
      return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    } catch (IOException impossible) {
      throw new IllegalStateException("cannot write " + body.getClass(), impossible);
    }
  }

  static BodyPublisher stream(InputStream bytes, long size) {
    return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> bytes), size);
  }

  private HttpResponse<byte[]> authorized(Function<Optional<String>, HttpRequest.Builder> request) {
    return checked(send(request.apply(token())));
  }

  private HttpResponse<byte[]> checked(HttpResponse<byte[]> answer) {
    if (answer.statusCode() / 100 == 2) {
      return answer;
    }
    throw refused(answer.uri(), answer.statusCode(), answer.body());
  }

  private CliException refused(URI uri, int status, byte[] body) {
    Wire.Problem problem = problem(status, body);
    if (status == UNAUTHORIZED && !uri.getPath().contains("/auth/")) {
      return new CliException(
          server.toString(),
          "the login is no longer valid (" + problem.code() + ")",
          "`muninn login` renews it");
    }
    String words = problem.detail() == null ? problem.title() : problem.detail();
    return new CliException(
        server.toString(),
        words + " (" + problem.code() + ")",
        problem.hint() == null ? "" : problem.hint());
  }

  private HttpRequest.Builder request(String path, Optional<String> token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + "/api/v1" + path)).timeout(PATIENCE);
    token.ifPresent(word -> request.header("Authorization", "Bearer " + word));
    return request;
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    return send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
    try {
      return http.send(request.build(), body);
    } catch (HttpTimeoutException slow) {
      throw new CliException(
          server.toString(), "does not answer", "look at its log, or try again", slow);
    } catch (ConnectException refused) {
      throw unreachable(refused);
    } catch (IOException broken) {
      throw broken.getCause() instanceof UnresolvedAddressException
          ? unreachable(broken)
          : new CliException(
              server.toString(), "the connection broke", "is it stopping? try again", broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CliException(server.toString(), "interrupted", "", stopped);
    }
  }

  private CliException unreachable(IOException cause) {
    return new CliException(
        server.toString(),
        "no Muninn answers there",
        "start it with `muninn up`, or name another with --url",
        cause);
  }

  private Optional<String> token() {
    if (fixedToken.isPresent()) {
      return fixedToken;
    }
    CredentialStore.Login login =
        store.find(server).orElseThrow(() -> CredentialStore.notLoggedIn(server));
    return Optional.of((fresh(login) ? login : store.renew(server, this::renewed)).accessToken());
  }

  private static boolean fresh(CredentialStore.Login login) {
    return login.expiresAtMs() - RENEW_BEFORE_MS > System.currentTimeMillis();
  }

  private CredentialStore.Login renewed(CredentialStore.Login login) {
    return fresh(login)
        ? login
        : login(
            login.email(),
            postOpen("/auth/refresh", new Wire.Refresh(login.refreshToken()), Wire.Tokens.class));
  }

  /** The tokens of an answer as the store keeps them. */
  static CredentialStore.Login login(String email, Wire.Tokens tokens) {
    return new CredentialStore.Login(
        email,
        tokens.accessToken(),
        tokens.refreshToken(),
        System.currentTimeMillis() + tokens.expiresIn() * 1000);
  }
}
