package dev.muninn.node.bench.losses;

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

/** One user of all gateways; any of them may be gone. Thread-safe. */
final class LossClient {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String EMAIL = "losses@example.org";
  private static final String PASSWORD = "whoever-is-there-answers";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private volatile String token = "";

  /** A status and what came with it; missing where that is no JSON. */
  record Answer(int status, JsonNode body) {
    boolean good() {
      return status / 100 == 2;
    }
  }

  /** Makes the first admin, whose session all gateways know. */
  void setup(String url, String code) throws IOException, InterruptedException {
    String body =
        JSON.writeValueAsString(
            JSON.createObjectNode()
                .put("code", code)
                .put("email", EMAIL)
                .put("password", PASSWORD)
                .put("displayName", "Losses")
                .put("org", "losses"));
    enter(send(json(url, "/auth/setup", body), PATIENCE));
  }

  private void login(String url) throws IOException, InterruptedException {
    String body =
        JSON.writeValueAsString(
            JSON.createObjectNode().put("email", EMAIL).put("password", PASSWORD));
    enter(send(json(url, "/auth/login", body), PATIENCE));
  }

  private void enter(Answer answer) throws IOException {
    if (!answer.good()) {
      throw new IOException("no session: " + answer);
    }
    token = answer.body().path("accessToken").asText();
  }

  Answer get(String url, String path) throws IOException, InterruptedException {
    Answer answer = send(request(url, path).GET(), PATIENCE);
    if (answer.status() != 401) {
      return answer;
    }
    login(url);
    return send(request(url, path).GET(), PATIENCE);
  }

  /** What a gateway says of being ready; outside of the API's folder of sessions. */
  Answer ready(String url) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url + "/readyz")).GET(), PATIENCE);
  }

  /** Sends a picture under its number; once more with a new session where the old one ran out. */
  Answer upload(String url, long number, Duration patience)
      throws IOException, InterruptedException {
    Answer answer = send(uploading(url, number), patience);
    if (answer.status() != 401) {
      return answer;
    }
    login(url);
    return send(uploading(url, number), patience);
  }

  private HttpRequest.Builder uploading(String url, long number) {
    return request(url, "/media")
        .header("Content-Type", "application/octet-stream")
        .header("X-File-Name", number + ".jpg")
        .POST(BodyPublishers.ofByteArray(SmallPictures.jpeg(number)));
  }

  private HttpRequest.Builder request(String url, String path) {
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
