package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.ApiUser;
import dev.muninn.node.bench.ApiUser.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** One user of all gateways; any of them may be gone. Thread-safe. */
final class LossClient {
  private final ApiUser user =
      new ApiUser("losses", "whoever-is-there-answers", Duration.ofSeconds(2));

  /** Makes the first admin, whose session all gateways know. */
  void setup(String url, String code) throws IOException, InterruptedException {
    user.setup(url, code);
  }

  Answer get(String url, String path) throws IOException, InterruptedException {
    return user.get(url, path);
  }

  /** What a gateway says of being ready; outside of the API's folder of sessions. */
  Answer ready(String url) throws IOException, InterruptedException {
    return user.ready(url);
  }

  /** Sends a picture under its number. */
  Answer upload(String url, long number, Duration patience)
      throws IOException, InterruptedException {
    return user.ask(url, patience, () -> uploading(url, number));
  }

  private HttpRequest.Builder uploading(String url, long number) {
    return user.request(url, "/media")
        .header("Content-Type", "application/octet-stream")
        .header("X-File-Name", number + ".jpg")
        .POST(BodyPublishers.ofByteArray(SmallPictures.jpeg(number)));
  }
}
