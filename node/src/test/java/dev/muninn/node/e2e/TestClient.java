package dev.muninn.node.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A user of the HTTP API. */
final class TestClient {
  static final String EMAIL = "ravn@example.org";
  static final String PASSWORD = "thought-and-memory";
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private String token = "";

  TestClient(String url) {
    this.url = url;
  }

  /** Makes the first admin and logs in as that. */
  TestClient setup(String code) {
    Answer answer =
        send(
            json("/auth/setup")
                .POST(
                    body(
                        "{\"code\":\"%s\",\"email\":\"%s\",\"password\":\"%s\",\"displayName\":\"Ravn\",\"org\":\"home\"}"
                            .formatted(code, EMAIL, PASSWORD))));
    token = answer.expect(201).path("accessToken").asText();
    return this;
  }

  TestClient login() {
    Answer answer =
        send(
            json("/auth/login")
                .POST(body("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(EMAIL, PASSWORD))));
    token = answer.expect(200).path("accessToken").asText();
    return this;
  }

  /** An answer: its status and bytes. */
  record Answer(int status, HttpResponse<byte[]> response) {

    JsonNode expect(int expected) {
      try {
        String text = new String(response.body(), StandardCharsets.UTF_8);
        if (status != expected) {
          throw new AssertionError(response.uri() + " answered " + status + ": " + text);
        }
        return JSON.readTree(text);
      } catch (IOException notJson) {
        throw new AssertionError(notJson);
      }
    }

    byte[] bytes() {
      return response.body();
    }
  }

  Answer upload(String name, byte[] content) {
    return send(
        request("/media")
            .header("Content-Type", "application/octet-stream")
            .header("X-File-Name", name)
            .POST(HttpRequest.BodyPublishers.ofByteArray(content)));
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  /** That the node says it can do all its roles. */
  void ready() {
    send(HttpRequest.newBuilder(URI.create(url + "/readyz")).timeout(PATIENCE).GET()).expect(200);
  }

  Answer post(String path, String body) {
    return send(json(path).POST(body(body)));
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** Asks until the answer is as wished. */
  JsonNode awaits(String path, Predicate<JsonNode> wish) {
    return awaits(() -> get(path).expect(200), wish);
  }

  JsonNode awaitsSearch(String body, Predicate<JsonNode> wish) {
    return awaits(() -> post("/search", body).expect(200), wish);
  }

  /** Asks until the wish comes true. */
  void awaits(BooleanSupplier wish) {
    awaits(() -> BooleanNode.valueOf(wish.getAsBoolean()), JsonNode::asBoolean);
  }

  private static JsonNode awaits(Supplier<JsonNode> question, Predicate<JsonNode> wish) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonNode answer = question.get();
      if (wish.test(answer)) {
        return answer;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("never came about; last: " + answer.toPrettyString());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
        .version(HttpClient.Version.HTTP_1_1)
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  private HttpRequest.Builder json(String path) {
    return request(path).header("Content-Type", "application/json");
  }

  private static HttpRequest.BodyPublisher body(String json) {
    return HttpRequest.BodyPublishers.ofString(json);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(request.build().uri() + " is not answered", e);
    }
  }
}
