package dev.muninn.node.bench;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muninn.node.cli.CliException;
import dev.muninn.node.cli.Folders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A whole Muninn in a folder of its own, as {@code muninn up} starts it, with an admin; ended when
 * closed, and deleted unless its folder is to be kept. Its methods are thread-safe.
 */
public final class TemporaryMuninn implements AutoCloseable {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String EMAIL = "bench@example.org";

  private final Path folder;
  private final Ending ending;
  private final String password;
  private volatile ServerProcess process;
  private volatile String token;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private TemporaryMuninn(
      Path folder, Ending ending, ServerProcess process, String password, String token) {
    this.folder = folder;
    this.ending = ending;
    this.process = process;
    this.password = password;
    this.token = token;
  }

  /** Starts one and waits until it is ready. */
  public static TemporaryMuninn start() throws IOException, InterruptedException {
    return start(Files.createTempDirectory("muninn-bench"));
  }

  /** On a data folder that was prepared; it is deleted in the end. */
  public static TemporaryMuninn start(Path folder) throws IOException, InterruptedException {
    return start(folder, false);
  }

  /** On an empty data folder that stays; {@link #again} takes it up. */
  public static TemporaryMuninn startKept(Path folder) throws IOException, InterruptedException {
    return start(folder, true);
  }

  private static TemporaryMuninn start(Path folder, boolean kept)
      throws IOException, InterruptedException {
    Ending ending = new Ending("muninn-end");
    if (!kept) {
      ending.with(() -> Folders.delete(folder));
    }
    try {
      return start(folder, ServerProcess.up(folder), ending);
    } catch (IOException | InterruptedException | RuntimeException trouble) {
      ending.close();
      throw trouble;
    }
  }

  /**
   * By other words than {@code up}; it can be ended, and not started again.
   *
   * @param ending of what it is a part of; closing either closes both
   */
  public static TemporaryMuninn start(Path folder, List<String> words, Ending ending)
      throws IOException, InterruptedException {
    ServerProcess process = ServerProcess.of(words, ending);
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    String setup =
        JSON.writeValueAsString(
            JSON.createObjectNode()
                .put("code", process.setupCode())
                .put("email", EMAIL)
                .put("password", password)
                .put("displayName", "Bench")
                .put("org", "bench"));
    JsonNode admin = tree(post(process.url() + "/api/v1/auth/setup", setup), 201);
    return new TemporaryMuninn(folder, ending, process, password, shownBy(admin));
  }

  /** On a data folder that was kept, with the password of its admin. */
  public static TemporaryMuninn again(Path folder, String password)
      throws IOException, InterruptedException {
    Ending ending = new Ending("muninn-end");
    try {
      ServerProcess process = ServerProcess.of(ServerProcess.up(folder), ending);
      return new TemporaryMuninn(
          folder, ending, process, password, signedIn(process.url(), password));
    } catch (IOException | InterruptedException | RuntimeException trouble) {
      ending.close();
      throw trouble;
    }
  }

  private static String signedIn(String url, String password)
      throws IOException, InterruptedException {
    String login =
        JSON.writeValueAsString(
            JSON.createObjectNode().put("email", EMAIL).put("password", password));
    return shownBy(tree(post(url + "/api/v1/auth/login", login), 200));
  }

  private static String shownBy(JsonNode signIn) {
    return signIn.path("accessToken").asText();
  }

  private static HttpResponse<byte[]> post(String address, String body)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }

  /** As {@code kill -9} does it, and another start on the same folder; this one is over. */
  public TemporaryMuninn killedAndStarted() throws IOException, InterruptedException {
    process.kill();
    return new TemporaryMuninn(folder, ending, begun(), password, token);
  }

  private ServerProcess begun() throws IOException {
    return ServerProcess.of(ServerProcess.up(folder), ending);
  }

  /** Work on the data folder while the server rests. */
  public interface Work {
    void on(Path folder) throws Exception;
  }

  /** Ends the server, has the work done, starts it again, waits until it is ready and signs in. */
  public void rest(Work work) throws Exception {
    process.end();
    work.on(folder);
    process = begun();
    token = signedIn(process.url(), password);
  }

  /** Takes something away. */
  public void delete(String path) throws IOException, InterruptedException {
    tree(http.send(request(path).DELETE().build(), HttpResponse.BodyHandlers.ofByteArray()), 204);
  }

  /** The process of the server. */
  public ProcessHandle process() {
    return process.handle();
  }

  /** Sends a file under its own name; the id of its item. */
  public String upload(Path file) throws IOException, InterruptedException {
    return upload(file, file.getFileName().toString());
  }

  /** Sends a file under a name of plain ASCII. */
  public String upload(Path file, String name) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(
            request("/media")
                .header("Content-Type", "application/octet-stream")
                .header("X-File-Name", name)
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() / 100 != 2) {
      throw refused(answer);
    }
    return JSON.readTree(answer.body()).path("mediaId").asText();
  }

  /** Says something of an item, as a person does. */
  public void edit(String mediaId, JsonNode fields) throws IOException, InterruptedException {
    tree(
        http.send(
            request("/media/" + mediaId)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(fields.toString()))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray()),
        200);
  }

  public JsonNode get(String path) throws IOException, InterruptedException {
    return tree(
        http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray()), 200);
  }

  /** The hits of a search. */
  public JsonNode search(String query, int k, String mode)
      throws IOException, InterruptedException {
    return answer(query, k, mode).path("hits");
  }

  /** The whole answer of a search. */
  public JsonNode answer(String query, int k, String mode)
      throws IOException, InterruptedException {
    String body =
        JSON.writeValueAsString(
            JSON.createObjectNode().put("query", query).put("k", k).put("mode", mode));
    return post("/search", body, 200);
  }

  /** The answer to a body, whose status must be this. */
  public JsonNode post(String path, String body, int status)
      throws IOException, InterruptedException {
    return tree(
        http.send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray()),
        status);
  }

  /** Waits until everything accepted has come to its end; how many are ready. */
  public long awaitQuiet(long accepted) throws IOException, InterruptedException {
    while (true) {
      JsonNode counts = get("/pipeline");
      long open =
          counts.path("waiting").asLong()
              + counts.path("running").asLong()
              + counts.path("failed").asLong();
      if (counts.path("accepted").asLong() >= accepted && open == 0) {
        return counts.path("ready").asLong();
      }
      if (!process.isAlive()) {
        throw new CliException("the Muninn of the benchmark", "ended", "look at the machine");
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(process.url() + "/api/v1" + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  private static JsonNode tree(HttpResponse<byte[]> answer, int expected) throws IOException {
    if (answer.statusCode() != expected) {
      throw refused(answer);
    }
    return JSON.readTree(answer.body());
  }

  private static CliException refused(HttpResponse<byte[]> answer) {
    return new CliException(
        answer.uri().getPath(),
        "answered " + answer.statusCode(),
        new String(answer.body(), StandardCharsets.UTF_8));
  }

  /** Where it answers, and the token of its admin. */
  public String url() {
    return process.url();
  }

  public String token() {
    return token;
  }

  /** That of its admin: with it {@link #again} signs in. */
  public String password() {
    return password;
  }

  @Override
  public void close() {
    ending.close();
  }
}
