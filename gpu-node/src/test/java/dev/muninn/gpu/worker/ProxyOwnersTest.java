package dev.muninn.gpu.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.hash.Blake3;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.RunId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is asked for a proxy when somebody does not answer. */
class ProxyOwnersTest {
  private static final byte[] BYTES = {1, 2, 3, 4};
  private static final String RIGHT = HexFormat.of().formatHex(Blake3.hash(BYTES));
  private static final URI NOBODY = URI.create("http://127.0.0.1:1");
  private static final DerivedKey KEY =
      DerivedKey.of(
          new OrgId("home"), new MediaId("m".repeat(26)), new RunId("r".repeat(26)), "proxy.jpg");
  private final List<ProxyServer> servers = new ArrayList<>();
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @AfterEach
  void stop() {
    servers.forEach(ProxyServer::close);
  }

  private ProxyServer server(Map<String, byte[]> files, String hash) {
    ProxyServer server = new ProxyServer(files, hash);
    servers.add(server);
    return server;
  }

  private ProxyServer full() {
    return server(Map.of(KEY.value(), BYTES), RIGHT);
  }

  private ProxyServer empty() {
    return server(Map.of(), RIGHT);
  }

  private ProxyOwners owners(URI... uris) {
    return new ProxyOwners(HttpClient.newHttpClient(), List.of(uris), () -> now, Runnable::run);
  }

  private static byte[] brought(ProxyOwners owners) {
    return owners.bytes(KEY).join().orElseThrow();
  }

  @Test
  void asksTheNextOneWhereOneDoesNotAnswer() {
    assertArrayEquals(BYTES, brought(owners(NOBODY, full().uri())));
  }

  @Test
  void asksTheNextOneWhereOneFailsOrSendsOtherBytes() {
    URI broken = full().breaks().uri();
    URI wrong = server(Map.of(KEY.value(), BYTES), "0".repeat(64)).uri();
    assertArrayEquals(BYTES, brought(owners(broken, wrong, empty().uri(), full().uri())));
  }

  @Test
  void passesOverWhoDidNotAnswerForAMinute() {
    ProxyServer broken = full().breaks();
    ProxyOwners owners = owners(broken.uri(), full().uri());
    brought(owners);
    brought(owners);
    assertEquals(1, broken.asked());
    now = now.plus(ProxyOwners.PASSED_OVER);
    broken.mends();
    brought(owners);
    assertEquals(2, broken.asked());
  }

  @Test
  void asksWhoDidNotAnswerWhereNoOtherDoes() {
    ProxyServer only = full().breaks();
    ProxyOwners owners = owners(only.uri());
    assertThrows(CompletionException.class, () -> brought(owners));
    only.mends();
    assertArrayEquals(BYTES, brought(owners));
  }

  @Test
  void believesWhoAnswersThatItIsNotThere() {
    assertEquals(Optional.empty(), owners(NOBODY, empty().uri()).bytes(KEY).join());
    assertEquals(Optional.empty(), owners(empty().uri(), NOBODY).bytes(KEY).join());
  }

  @Test
  void doesNotBelieveThatAProxyIsMissingWhereTheStoreIsAway() {
    URI away = empty().losesItsStore().uri();
    assertArrayEquals(BYTES, brought(owners(away, full().uri())));
    CompletionException why =
        assertThrows(CompletionException.class, () -> brought(owners(away, NOBODY)));
    assertTrue(why.getCause() instanceof IOException, why.toString());
    CompletionException alone =
        assertThrows(CompletionException.class, () -> brought(owners(away)));
    assertTrue(alone.getMessage().contains("answered 503: the store is away"), alone.toString());
  }

  @Test
  void saysNothingWhereNobodyAnswers() {
    CompletionException why =
        assertThrows(
            CompletionException.class, () -> brought(owners(full().breaks().uri(), NOBODY)));
    assertTrue(why.getCause() instanceof IOException, why.toString());
  }
}
