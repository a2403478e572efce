package dev.muninn.gpu.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackPullTest {
  private static final Path TINY = Path.of("src", "test", "resources", "tiny-clip", "onnx");
  @TempDir private Path folder;
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private HttpServer hub;
  private volatile boolean lies;
  private volatile boolean elsewhere;

  @BeforeEach
  void start() throws IOException {
    hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hub.createContext("/tiny/", this::redirect);
    hub.createContext("/storage/", this::serve);
    hub.start();
  }

  @AfterEach
  void stop() {
    hub.stop(0);
  }

  @Test
  void pullsAPackAndRecordsItsChecksums() throws IOException {
    List<String> told = new ArrayList<>();
    packs().pull(manifest(), client(), (path, done, total) -> told.add(path + done + '/' + total));
    PackManifest pulled = packs().open("tiny-onnx").manifest();
    assertTrue(pulled.files().stream().allMatch(f -> f.sha256().isPresent() && f.bytes() > 0));
    long size = Files.size(TINY.resolve("text.onnx"));
    assertTrue(told.contains("text.onnx" + size + '/' + size), told.toString());
  }

  @Test
  void goesOnWhereItBrokeOff() throws IOException {
    Path partial = folder.resolve("models/.pulling-tiny-onnx/image.onnx");
    Files.createDirectories(partial.getParent());
    byte[] whole = Files.readAllBytes(TINY.resolve("image.onnx"));
    Files.write(partial, Arrays.copyOf(whole, 1000));
    packs().pull(manifest(), client(), (path, done, total) -> {});
    assertTrue(ranges.contains("bytes=1000-"), ranges.toString());
    assertEquals("tiny-1-24", packs().open("tiny-onnx").manifest().space().id());
  }

  @Test
  void refusesBytesThatAreNotWhatTheHubSays() {
    lies = true;
    assertRefused("checksum");
    assertThrows(PackException.class, () -> packs().open("tiny-onnx"));
  }

  @Test
  void checksTheAddressAtEachRedirect() {
    elsewhere = true;
    assertRefused("not allowed");
  }

  @Test
  void saysWhenTheHubCannotBeReached() {
    hub.stop(0);
    assertRefused("can't be reached");
  }

  @Test
  void asksNoInnerAddress() {
    for (String address :
        List.of(
            "http://example.org/",
            "https://127.0.0.1/",
            "https://10.1.2.3/",
            "https://169.254.169.254/",
            "https://100.64.0.1/",
            "https://[::1]/",
            "https://[fd00::1]/",
            "file:///etc/passwd")) {
      assertThrows(
          PackException.class, () -> Egress.publicHosts().check(URI.create(address)), address);
    }
  }

  @Test
  void knowsWhatCanBePulled() throws IOException {
    assertTrue(
        packs().list().stream()
            .anyMatch(
                l ->
                    l.name().equals("clip-vit-b-32")
                        && l.state() == ModelPacks.State.NOT_PULLED
                        && l.space().equals(Optional.of("clip-vit-b-32-openai-512"))));
    PackException refusal = assertThrows(PackException.class, () -> packs().open("clip-vit-b-32"));
    assertTrue(refusal.getMessage().contains("models pull"), refusal.getMessage());
  }

  private void assertRefused(String words) {
    PackException refusal =
        assertThrows(
            PackException.class, () -> packs().pull(manifest(), client(), (p, d, t) -> {}));
    assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
  }

  private ModelPacks packs() {
    return new ModelPacks(folder.resolve("models"));
  }

  /** Loopback stands for the hub here; any other host is refused. */
  private static PackDownload client() {
    return new PackDownload(
        address -> {
          if (!address.getHost().equals("127.0.0.1")) {
            throw new PackException(address.getHost() + " is not allowed");
          }
        });
  }

  /** The tiny pack without checksums and sizes, as a manifest is before the first pull. */
  private PackManifest manifest() throws IOException {
    PackManifest known = ModelPack.manifestOf(new PackSource.Folder(TINY));
    List<PackFile> unknown =
        known.files().stream().map(f -> new PackFile(f.path(), Optional.empty(), 0)).toList();
    URI base = URI.create("http://127.0.0.1:" + hub.getAddress().getPort() + "/tiny/");
    return new PackManifest(
        known.name(),
        known.title(),
        known.space(),
        known.engine(),
        known.image(),
        known.text(),
        known.labels(),
        unknown,
        known.licences(),
        Optional.of(new Download(base)));
  }

  private void redirect(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring("/tiny/".length());
    byte[] bytes = Files.readAllBytes(TINY.resolve(name));
    Sha256.Sum sum = Sha256.of(new ByteArrayInputStream(bytes), bytes.length);
    exchange.getResponseHeaders().add("X-Linked-Etag", '"' + sum.hex() + '"');
    exchange.getResponseHeaders().add("X-Linked-Size", Long.toString(bytes.length));
    String host = elsewhere ? "http://localhost:1" : "";
    exchange.getResponseHeaders().add("Location", host + "/storage/" + name);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring("/storage/".length());
    byte[] bytes = Files.readAllBytes(TINY.resolve(name));
    if (lies) {
      bytes[bytes.length / 2] ^= 1;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = 0;
    if (range != null) {
      ranges.add(range);
      from = Integer.parseInt(range.replaceAll("\\D", ""));
    }
    exchange.sendResponseHeaders(range == null ? 200 : 206, bytes.length - from);
    exchange.getResponseBody().write(bytes, from, bytes.length - from);
    exchange.close();
  }
}
