package dev.muninn.node.bench.chaos;

import dev.muninn.hash.Blake3;
import dev.muninn.node.bench.ApiUser;
import dev.muninn.node.bench.ApiUser.Answer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** One user of a node that may be gone at any moment. Thread-safe. */
final class NodeApi {
  private final ApiUser user = new ApiUser("chaos", "nothing-is-ever-lost", Duration.ofSeconds(5));
  private final String root;

  NodeApi(int port) {
    this.root = "http://127.0.0.1:" + port;
  }

  /** Whether the node says that it can do all its roles. */
  boolean ready() throws InterruptedException {
    try {
      return user.ready(root).status() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Makes the first admin, whose sessions the others share. */
  void setup(String code) throws IOException, InterruptedException {
    user.setup(root, code);
  }

  Answer get(String path) throws IOException, InterruptedException {
    return user.get(root, path);
  }

  Answer post(String path, String body) throws IOException, InterruptedException {
    return user.post(root, path, body);
  }

  /** Sends a file; the key makes a repetition get the same answer. */
  Answer upload(Sample sample, Optional<String> key) throws IOException, InterruptedException {
    return user.ask(root, ApiUser.PATIENCE, () -> uploading(sample, key));
  }

  private HttpRequest.Builder uploading(Sample sample, Optional<String> key)
      throws FileNotFoundException {
    HttpRequest.Builder request =
        user.request(root, "/media")
            .header("Content-Type", "application/octet-stream")
            .header("X-File-Name", sample.name())
            .header("X-Blake3", sample.blake3())
            .POST(BodyPublishers.ofFile(sample.file()));
    key.ifPresent(value -> request.header("Idempotency-Key", value));
    return request;
  }

  /** The BLAKE3 of what the node serves as the original, or why it does not. */
  String streamed(String mediaId) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        user.stream(
            root, "/media/" + mediaId + "/stream", HttpResponse.BodyHandlers.ofInputStream());
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
}
