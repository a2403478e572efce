package dev.muninn.gpu.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pack goes from one node to another. */
class PackOwnersTest {
  private static final Path TINY = Path.of("src", "test", "resources", "tiny-clip", "onnx");
  private static final String NAME = "tiny-onnx";
  @TempDir private Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private HttpServer other;
  private ModelPacks there;
  private ModelPacks here;
  private volatile boolean damaged;

  @BeforeEach
  void start() throws IOException {
    there = new ModelPacks(folder.resolve("server"));
    here = new ModelPacks(folder.resolve("worker"));
    server = started();
    server.createContext("/" + PackShare.PREFIX + "/", this::serve);
    other = started();
  }

  private static HttpServer started() throws IOException {
    HttpServer one =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    one.start();
    return one;
  }

  @AfterEach
  void stop() {
    server.stop(0);
    other.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", 4);
    Optional<PackShare.SharedFile> file = new PackShare(there).find(path[2], path[3]);
    if (file.isEmpty()) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    asked.add(path[3] + " " + range);
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    byte[] bytes;
    try (InputStream in = file.get().opening().open()) {
      bytes = in.readAllBytes();
    }
    if (damaged && path[3].endsWith(".onnx")) {
      bytes[0]++;
    }
    exchange.sendResponseHeaders(range == null ? 200 : 206, file.get().bytes() - from);
    exchange.getResponseBody().write(bytes, from, bytes.length - from);
    exchange.close();
  }

  private static URI uri(HttpServer one) {
    return URI.create("http://127.0.0.1:" + one.getAddress().getPort());
  }

  private void fetch(HttpServer... owners) throws IOException {
    new PackOwners(HttpClient.newHttpClient(), Arrays.stream(owners).map(o -> uri(o)).toList())
        .fetch(NAME, here, (path, done, total) -> {});
  }

  @Test
  void bringsAWholePackFromTheFirstThatHasIt() throws IOException {
    there.add(TINY);
    assertFalse(here.has(NAME));
    fetch(other, server);
    assertEquals(there.open(NAME).manifest(), here.open(NAME).manifest());
    assertTrue(here.has(NAME));
  }

  @Test
  void givesWhatIsInsideItsProgramToo() throws IOException {
    PackShare share = new PackShare(there);
    for (PackFile file : there.open("lite").manifest().files()) {
      PackShare.SharedFile shared = share.find("lite", file.path()).orElseThrow();
      try (InputStream in = shared.opening().open()) {
        assertEquals(file.bytes(), in.readAllBytes().length, file.path());
      }
      assertEquals(file.bytes(), shared.bytes());
    }
  }

  @Test
  void goesOnWhereItBrokeOff() throws IOException {
    there.add(TINY);
    Path image = here.partial(NAME).resolve("image.onnx");
    Files.createDirectories(image.getParent());
    Files.write(image, Arrays.copyOf(Files.readAllBytes(TINY.resolve("image.onnx")), 1000));
    Files.writeString(image.resolveSibling(PackManifest.FILE), "of an earlier attempt");
    fetch(server);
    assertTrue(asked.contains("image.onnx bytes=1000-"), asked.toString());
    here.open(NAME);
  }

  @Test
  void takesNoOtherBytes() throws IOException {
    there.add(TINY);
    damaged = true;
    PackException refused = assertThrows(PackException.class, () -> fetch(server));
    assertTrue(refused.getMessage().contains("checksum"), refused.getMessage());
    assertFalse(here.has(NAME));
    damaged = false;
    fetch(server);
    here.open(NAME);
  }

  @Test
  void saysWhoDidNotGiveIt() {
    PackException refused = assertThrows(PackException.class, () -> fetch(server, other));
    assertTrue(refused.getMessage().contains("127.0.0.1"), refused.getMessage());
    assertTrue(refused.getMessage().contains("models add"), refused.getMessage());
  }

  @Test
  void givesNothingThatTheManifestDoesNotList() throws IOException {
    there.add(TINY);
    Files.writeString(folder.resolve("server").resolve(NAME).resolve("notes"), "private");
    PackShare share = new PackShare(there);
    for (String path : List.of("notes", "../chosen", "/etc/passwd", "", ".")) {
      assertEquals(Optional.empty(), share.find(NAME, path), path);
    }
    assertEquals(Optional.empty(), share.find("../server/" + NAME, PackManifest.FILE));
    assertEquals(Optional.empty(), share.find("no-such-pack", PackManifest.FILE));
  }

  @Test
  void asksNobodyElse() throws PackException {
    Egress only = Egress.only(URI.create("https://server:2849"));
    only.check(URI.create("https://server:2849/packs/a/b"));
    for (String elsewhere :
        List.of("https://server:2850/packs/a/b", "http://server:2849/packs/a/b", "https://hub/")) {
      assertThrows(PackException.class, () -> only.check(URI.create(elsewhere)), elsewhere);
    }
  }
}
