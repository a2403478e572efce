package dev.muninn.node.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.muninn.hash.Blake3;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** One user of a node that may be gone at any moment. Thread-safe. */
final class NodeApi {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String EMAIL = "chaos@example.org";
  private static final String PASSWORD = "nothing-is-ever-lost";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String root;
  private volatile String token = "";

  NodeApi(int port) {
    this.root = "http://127.0.0.1:" + port;
  }

  /** A status and what came with it; missing where that is no JSON. */
  record Answer(int status, JsonNode body) {
    boolean good() {
      return status / 100 == 2;
    }

    String code() {
      return body.path("code").asText("");
    }
  }

  /** Whether the node says that it can do all its roles. */
  boolean ready() throws InterruptedException {
    try {
      return send(HttpRequest.newBuilder(URI.create(root + "/readyz")).GET()).status() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Makes the first admin, whose sessions the others share. */
  void setup(String code) throws IOException, InterruptedException {
    String body =
        JSON.writeValueAsString(
            JSON.createObjectNode()
                .put("code", code)
                .put("email", EMAIL)
                .put("password", PASSWORD)
                .put("displayName", "Chaos")
                .put("org", "chaos"));
    enter(send(json("/auth/setup", body)));
  }

  private void login() throws IOException, InterruptedException {
    String body =
        JSON.writeValueAsString(
            JSON.createObjectNode().put("email", EMAIL).put("password", PASSWORD));
    enter(send(json("/auth/login", body)));
  }

  private void enter(Answer answer) throws IOException {
    if (!answer.good()) {
      throw new IOException("no session: " + answer);
    }
    token = answer.body().path("accessToken").asText();
  }

  Answer get(String path) throws IOException, InterruptedException {
    return asSomebody(() -> request(path).GET());
  }

  Answer post(String path, String body) throws IOException, InterruptedException {
    return asSomebody(() -> json(path, body));
  }

  /** Sends a file; the key makes a repetition get the same answer. */
  Answer upload(Sample sample, Optional<String> key) throws IOException, InterruptedException {
    return asSomebody(() -> uploading(sample, key));
  }

  private HttpRequest.Builder uploading(Sample sample, Optional<String> key)
      throws FileNotFoundException {
    HttpRequest.Builder request =
        request("/media")
            .header("Content-Type", "application/octet-stream")
            .header("X-File-Name", sample.name())
            .header("X-Blake3", sample.blake3())
            .POST(BodyPublishers.ofFile(sample.file()));
    key.ifPresent(value -> request.header("Idempotency-Key", value));
    return request;
  }

  /** The BLAKE3 of what the node serves as the original, or why it does not. */
  String streamed(String mediaId) throws IOException, InterruptedException {
    if (token.isEmpty()) {
      login();
    }
    HttpResponse<InputStream> response =
        http.send(
            request("/media/" + mediaId + "/stream").GET().build(),
            HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        return "status " + response.statusCode();
      }
      Blake3.Hasher hasher = Blake3.hasher();
      byte[] buffer = new byte[1 << 16];
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        hasher.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(hasher.digest());
    }
  }

  /** A request that is made anew for each try. */
  private interface Asking {
    HttpRequest.Builder request() throws IOException;
  }

  private Answer asSomebody(Asking asking) throws IOException, InterruptedException {
    if (token.isEmpty()) {
      login();
    }
    Answer answer = send(asking.request());
    if (answer.status() != 401) {
      return answer;
    }
    login();
    return send(asking.request());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(root + "/api/v1" + path))
        .header("Authorization", "Bearer " + token);
  }

  private HttpRequest.Builder json(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
    boolean json =
        response.headers().firstValue("Content-Type").filter(t -> t.contains("json")).isPresent();
    return new Answer(
        response.statusCode(), json ? JSON.readTree(response.body()) : MissingNode.getInstance());
  }
}
