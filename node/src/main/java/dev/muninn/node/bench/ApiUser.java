package dev.muninn.node.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * One user of gateways that may be gone at any moment: the session counts at all of them, and a new
 * one is begun where it ran out. Gateways are named by their URL without a path. Thread-safe.
 */
public final class ApiUser {
  /** How long an answer may take where nothing else is said. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http;
  private final String name;
  private final String password;
  private volatile String token = "";

  /**
   * @param name of the user and of the library, in lower case
   */
  public ApiUser(String name, String password, Duration connecting) {
    this.name = name;
    this.password = password;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connecting)
            .build();
  }

  /** A status and what came with it; missing where that is no JSON. */
  public record Answer(int status, JsonNode body) {
    public boolean good() {
      return status / 100 == 2;
    }

    /** Of a problem; empty where it is none. */
    public String code() {
      return body.path("code").asText("");
    }
  }

  /** A request that is made anew for each try. */
  public interface Asking {
    HttpRequest.Builder request() throws IOException;
  }

  /** Makes the first admin, whose session counts from then on. */
  public void setup(String url, String code) throws IOException, InterruptedException {
    enter(
        url,
        "/auth/setup",
        JSON.createObjectNode()
            .put("code", code)
            .put("email", email())
            .put("password", password)
            .put("displayName", name)
            .put("org", name));
  }

  private void login(String url) throws IOException, InterruptedException {
    enter(
        url,
        "/auth/login",
        JSON.createObjectNode().put("email", email()).put("password", password));
  }

  private void enter(String url, String path, JsonNode body)
      throws IOException, InterruptedException {
    Answer answer = send(json(url, path, JSON.writeValueAsString(body)), PATIENCE);
    if (!answer.good()) {
      throw new IOException("no session: " + answer);
    }
    token = answer.body().path("accessToken").asText();
  }

  private String email() {
    return name + "@example.org";
  }

  /** Sends it, once more with a new session where the old one ran out. */
  public Answer ask(String url, Duration patience, Asking asking)
      throws IOException, InterruptedException {
    if (token.isEmpty()) {
      login(url);
    }
    Answer answer = send(asking.request(), patience);
    if (answer.status() != 401) {
      return answer;
    }
    login(url);
    return send(asking.request(), patience);
  }

  public Answer get(String url, String path) throws IOException, InterruptedException {
    return ask(url, PATIENCE, () -> request(url, path).GET());
  }

  public Answer post(String url, String path, String body)
      throws IOException, InterruptedException {
    return ask(url, PATIENCE, () -> json(url, path, body));
  }

  /** What a gateway says of being ready, which needs no session. */
  public Answer ready(String url) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url + "/readyz")).GET(), PATIENCE);
  }

  /** The answer of the API as it comes. */
  public <T> HttpResponse<T> stream(String url, String path, HttpResponse.BodyHandler<T> into)
      throws IOException, InterruptedException {
    if (token.isEmpty()) {
      login(url);
    }
    return http.send(request(url, path).GET().build(), into);
  }

  /** A request of the API, under the session. */
  public HttpRequest.Builder request(String url, String path) {
    return HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
        .header("Authorization", "Bearer " + token);
  }

  private HttpRequest.Builder json(String url, String path, String body) {
    return request(url, path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private Answer send(HttpRequest.Builder request, Duration patience)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        http.send(request.timeout(patience).build(), HttpResponse.BodyHandlers.ofByteArray());
    boolean json =
        response.headers().firstValue("Content-Type").filter(t -> t.contains("json")).isPresent();
    return new Answer(
        response.statusCode(), json ? JSON.readTree(response.body()) : MissingNode.getInstance());
  }
}
