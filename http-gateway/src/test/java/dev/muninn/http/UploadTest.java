package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.media.Lane;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UploadTest {
  private static TestGateway gateway;
  private static String token;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
    token = gateway.editor();
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  @BeforeEach
  void roomAgain() {
    gateway.ports.staging.full = false;
  }

  private static byte[] jpeg(int size, int seed) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) seed);
    byte[] head = HexFormat.of().parseHex("ffd8ffe000104a46494600010100");
    System.arraycopy(head, 0, bytes, 0, head.length);
    return bytes;
  }

  private static HttpRequest.Builder upload(byte[] bytes) {
    return gateway.as(token, "/api/v1/media").POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
  }

  private static void nothingIsLeft() {
    Instant until = Instant.now().plus(Duration.ofSeconds(10));
    while (gateway.ports.staging.open.get() > 0 && Instant.now().isBefore(until)) {
      Thread.onSpinWait();
    }
    assertEquals(0, gateway.ports.staging.open.get());
    assertEquals(0, gateway.ports.staging.staged.size());
  }

  @Test
  void answersWithAReceiptAndKnowsTheBytesAgain() {
    byte[] bytes = jpeg(300_000, 1);
    HttpResponse<byte[]> first =
        gateway.send(
            upload(bytes)
                .header("X-File-Name", "UTF-8''..%2Fcaf%C3%A9.jpg")
                .header("X-Lane", "bulk"));
    assertEquals(201, first.statusCode());
    JsonNode receipt = TestGateway.json(first);
    assertEquals(FakeStagingArea.hash(bytes).value(), receipt.get("blake3").asText());
    assertEquals(300_000, receipt.get("size").asLong());
    assertEquals(2, receipt.get("sequenceNr").asLong());
    assertEquals("synced", receipt.get("durability").asText());
    assertEquals(false, receipt.get("duplicate").asBoolean());
    assertEquals("café.jpg", gateway.ports.lastUpload.orElseThrow().name());
    assertEquals(Lane.BULK, gateway.ports.lastUpload.orElseThrow().lane());
    HttpResponse<byte[]> second = gateway.send(upload(bytes));
    assertEquals(200, second.statusCode());
    assertEquals(true, TestGateway.json(second).get("duplicate").asBoolean());
    assertEquals(receipt.get("mediaId"), TestGateway.json(second).get("mediaId"));
  }

  @Test
  void givesTheSameAnswerToTheSameKeyAndRefusesOtherBytes() {
    byte[] bytes = jpeg(100, 2);
    HttpResponse<byte[]> first = gateway.send(upload(bytes).header("Idempotency-Key", "k1"));
    HttpResponse<byte[]> again = gateway.send(upload(bytes).header("Idempotency-Key", "k1"));
    assertEquals(201, again.statusCode());
    assertEquals(TestGateway.json(first), TestGateway.json(again));
    assertEquals(first.headers().firstValue("Location"), again.headers().firstValue("Location"));
    HttpResponse<byte[]> other = gateway.send(upload(jpeg(100, 3)).header("Idempotency-Key", "k1"));
    assertEquals(409, other.statusCode());
    assertEquals("idempotency-conflict", TestGateway.code(other));
    nothingIsLeft();
  }

  private static void refused(HttpRequest.Builder request, int status, String code) {
    HttpResponse<byte[]> response = gateway.send(request);
    assertEquals(status, response.statusCode());
    assertEquals(code, TestGateway.code(response));
    nothingIsLeft();
  }

  @Test
  void refusesWhatItDoesNotTake() {
    refused(upload(new byte[0]), 422, "empty-file");
    refused(upload("hello".getBytes(StandardCharsets.UTF_8)), 415, "unsupported-type");
    refused(upload(jpeg((1 << 20) + 1, 4)), 413, "too-large");
    refused(upload(jpeg(99, 4)).header("X-Lane", "fast"), 400, "bad-request");
    refused(upload(jpeg(99, 4)).header("X-File-Name", "UTF-8''%zz"), 400, "bad-request");
    refused(upload(jpeg(99, 4)).header("X-Blake3", "abc"), 400, "bad-request");
    refused(upload(jpeg(99, 4)).header("Repr-Digest", "sha-256=:x:"), 400, "bad-request");
    refused(
        gateway
            .as(token, "/api/v1/media?session=x")
            .POST(HttpRequest.BodyPublishers.ofByteArray(jpeg(99, 4))),
        400,
        "bad-request");
  }

  @Test
  void refusesTooMuchAlsoWithoutAContentLength() {
    byte[] large = jpeg((1 << 20) + 1, 5);
    HttpResponse<byte[]> response =
        gateway.send(
            gateway
                .as(token, "/api/v1/media")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(large))));
    assertEquals(413, response.statusCode());
    nothingIsLeft();
  }

  @Test
  void comparesThePromisedDigests() {
    byte[] bytes = jpeg(5000, 6);
    String hash = FakeStagingArea.hash(bytes).value();
    String sha = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hash));
    refused(upload(bytes).header("X-Blake3", "0".repeat(64)), 422, "digest-mismatch");
    refused(
        upload(bytes).header("Repr-Digest", "sha-256=:" + "A".repeat(43) + "=:"),
        422,
        "digest-mismatch");
    HttpResponse<byte[]> good =
        gateway.send(
            upload(bytes).header("X-Blake3", hash).header("Repr-Digest", "sha-256=:" + sha + ":"));
    assertEquals(201, good.statusCode());
  }

  @Test
  void saysThatTheDiskIsFullAndStaysReadable() {
    gateway.ports.staging.full = true;
    refused(upload(jpeg(5000, 7)), 507, "no-room");
    assertEquals(200, gateway.get(token, "/api/v1/media").statusCode());
  }

  @Test
  void leavesNothingOfABodyThatEndsEarly() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      String head =
          "POST /api/v1/media HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + token
              + "\r\nContent-Length: 900000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(jpeg(1000, 8));
      socket.getOutputStream().flush();
      Instant until = Instant.now().plus(Duration.ofSeconds(10));
      while (gateway.ports.staging.open.get() == 0 && Instant.now().isBefore(until)) {
        Thread.onSpinWait();
      }
    }
    nothingIsLeft();
    assertTrue(
        gateway.ports.receipts.values().stream().noneMatch(receipt -> receipt.size() == 1000));
  }

  @Test
  void answersBeforeTheBodyWhenNobodyIsSignedIn() {
    HttpResponse<byte[]> response =
        gateway.send(
            gateway
                .at("/api/v1/media")
                .POST(HttpRequest.BodyPublishers.ofByteArray(jpeg(200_000, 9))));
    assertEquals(401, response.statusCode());
    assertEquals("unauthenticated", TestGateway.code(response));
  }

  @Test
  void asksNoClientForABodyThatItWillNotTake() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(10_000);
      String head =
          "POST /api/v1/media HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
              + "Content-Length: 900000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      byte[] first = socket.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 401", new String(first, StandardCharsets.ISO_8859_1));
    }
  }
}
