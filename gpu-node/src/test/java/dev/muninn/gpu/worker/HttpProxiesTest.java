package dev.muninn.gpu.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muninn.hash.Blake3;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.RunId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proxies over plain HTTP on loopback, as an owner serves them over the internal one. */
class HttpProxiesTest {
  private static final byte[] BYTES = {1, 2, 3, 4};
  private static final String RIGHT = HexFormat.of().formatHex(Blake3.hash(BYTES));
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final List<ProxyServer> servers = new ArrayList<>();
  @TempDir private Path root;

  @AfterEach
  void stop() {
    servers.forEach(ProxyServer::close);
    threads.shutdown();
  }

  private static DerivedKey key(int number) {
    return DerivedKey.of(
        new OrgId("home"),
        new MediaId("m".repeat(26)),
        new RunId("r".repeat(26)),
        "proxy-" + number + ".jpg");
  }

  private URI owner(Map<String, byte[]> files, String hash) {
    ProxyServer server = new ProxyServer(files, hash);
    servers.add(server);
    return server.uri();
  }

  private ProxySource.Proxies fetched(List<DerivedKey> keys, URI... owners) {
    return new HttpProxies(
            new ReadOnlyFolder(root.resolve("near")),
            HttpClient.newHttpClient(),
            List.of(owners),
            root.resolve("brought"),
            threads)
        .fetch(keys)
        .toCompletableFuture()
        .join();
  }

  @Test
  void bringsWhatIsNotNearAndDeletesItAfterwards() throws IOException {
    Path near = root.resolve("near").resolve(key(0).value());
    Files.createDirectories(near.getParent());
    Files.write(near, new byte[] {9});
    Map<String, byte[]> files = new ConcurrentHashMap<>();
    List<DerivedKey> keys = new ArrayList<>(List.of(key(0)));
    for (int i = 1; i < 20; i++) {
      keys.add(key(i));
      files.put(key(i).value(), BYTES);
    }
    ProxySource.Proxies proxies = fetched(keys, owner(files, RIGHT));
    assertEquals(near, proxies.paths().get(0));
    for (Path path : proxies.paths().subList(1, 20)) {
      assertArrayEquals(BYTES, Files.readAllBytes(path));
    }
    proxies.close();
    assertFalse(Files.exists(proxies.paths().get(19)));
    assertEquals(1, Files.size(near));
  }

  @Test
  void asksTheNextOwnerAndSaysWhereNobodyHasIt() throws IOException {
    URI empty = owner(Map.of(), RIGHT);
    URI full = owner(Map.of(key(1).value(), BYTES), RIGHT);
    ProxySource.Proxies proxies = fetched(List.of(key(1), key(2)), empty, full);
    assertArrayEquals(BYTES, Files.readAllBytes(proxies.paths().get(0)));
    assertFalse(Files.exists(proxies.paths().get(1)));
  }

  @Test
  void keepsNothingThatDidNotArriveAsItWasSent() throws IOException {
    URI owner = owner(Map.of(key(1).value(), BYTES), "0".repeat(64));
    assertThrows(CompletionException.class, () -> fetched(List.of(key(1)), owner));
    try (var left = Files.list(root.resolve("brought"))) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void saysNothingOfProxiesWhereNobodyAnswers() {
    URI nobody = URI.create("http://127.0.0.1:1");
    assertThrows(CompletionException.class, () -> fetched(List.of(key(1)), nobody));
    assertThrows(CompletionException.class, () -> fetched(List.of(key(1))));
  }
}
