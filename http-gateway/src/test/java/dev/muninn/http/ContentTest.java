package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.blob.Originals;
import dev.muninn.catalog.MediaRow;
import dev.muninn.media.DerivedKey;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTest {
  private static final byte[] BYTES = new byte[400_000];
  private static TestGateway gateway;
  private static String token;
  private static MediaRow row;
  private static Path file;

  @BeforeAll
  static void start() throws Exception {
    gateway = TestGateway.start();
    token = gateway.editor();
    new Random(7).nextBytes(BYTES);
    file = Files.write(gateway.folder.resolve("original"), BYTES);
    row = Rows.picture(TestGateway.HOME, "dog", BYTES);
    gateway.ports.rows.put(row.mediaId(), row);
    Path thumbnail = gateway.ports.ports().derived().path(row.derived().get(0).key());
    Files.writeString(thumbnail, "thumbnail");
    Files.writeString(gateway.ports.ports().derived().path(row.segments().get(0).proxy()), "proxy");
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  @BeforeEach
  void originalIsThere() {
    gateway.ports.originals.outcome = new Originals.Outcome.Found(file);
  }

  private static String path(String part) {
    return "/api/v1/media/" + row.mediaId() + part;
  }

  private static HttpResponse<byte[]> with(String header, String value) {
    return gateway.send(gateway.as(token, path("/stream")).header(header, value).GET());
  }

  private static String header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void servesTheWholeOriginalWithFixedTypeAndSafeName() {
    HttpResponse<byte[]> whole = gateway.get(token, path("/stream"));
    assertEquals(200, whole.statusCode());
    assertArrayEquals(BYTES, whole.body());
    assertEquals("image/jpeg", header(whole, "Content-Type"));
    assertEquals("nosniff", header(whole, "X-Content-Type-Options"));
    assertEquals("bytes", header(whole, "Accept-Ranges"));
    assertEquals('"' + row.hash().value() + '"', header(whole, "ETag"));
    assertTrue(header(whole, "Cache-Control").contains("immutable"));
    assertEquals("default-src 'none'; sandbox", header(whole, "Content-Security-Policy"));
    assertEquals(
        "inline; filename=\"the _dog___b_.jpg\"; filename*=UTF-8''the%20%22dog%22%0A%3Cb%3E.jpg",
        header(whole, "Content-Disposition"));
  }

  @ParameterizedTest
  @CsvSource({
    "0-0,0,1",
    "0-99,0,100",
    "-100,399900,400000",
    "399999-,399999,400000",
    "131071-131073,131071,131074",
    "200000-900000,200000,400000"
  })
  void servesRangesThatEqualTheBytes(String spec, int from, int until) {
    HttpResponse<byte[]> part = with("Range", "bytes=" + spec);
    assertEquals(206, part.statusCode());
    assertArrayEquals(Arrays.copyOfRange(BYTES, from, until), part.body());
    assertEquals("bytes " + from + "-" + (until - 1) + "/400000", header(part, "Content-Range"));
  }

  @Test
  void servesSeveralRangesInOneAnswer() {
    HttpResponse<byte[]> parts = with("Range", "bytes=0-9,-5");
    assertEquals(206, parts.statusCode());
    String type = header(parts, "Content-Type");
    assertTrue(type.startsWith("multipart/byteranges; boundary="), type);
    String boundary = type.substring(type.indexOf('=') + 1).replace("\"", "");
    String text = new String(parts.body(), StandardCharsets.ISO_8859_1);
    String[] pieces = text.split("\r\n--" + boundary, -1);
    assertEquals(4, pieces.length);
    assertEquals(piece("0-9", 0, 10), pieces[1]);
    assertEquals(piece("399995-399999", 399_995, 400_000), pieces[2]);
    assertEquals("--\r\n", pieces[3]);
  }

  private static String piece(String range, int from, int until) {
    return "\r\nContent-Type: image/jpeg\r\nContent-Range: bytes "
        + range
        + "/400000\r\n\r\n"
        + new String(Arrays.copyOfRange(BYTES, from, until), StandardCharsets.ISO_8859_1);
  }

  @Test
  void refusesRangesOutsideOfTheFile() {
    HttpResponse<byte[]> refused = with("Range", "bytes=400000-");
    assertEquals(416, refused.statusCode());
    assertEquals("bytes */400000", header(refused, "Content-Range"));
    assertEquals("range-not-satisfiable", TestGateway.code(refused));
  }

  @Test
  void answersConditionalRequests() {
    String tag = '"' + row.hash().value() + '"';
    assertEquals(304, with("If-None-Match", tag).statusCode());
    assertEquals(304, with("If-None-Match", "\"x\", W/" + tag).statusCode());
    assertEquals(200, with("If-None-Match", "\"x\"").statusCode());
    HttpRequest.Builder ranged = gateway.as(token, path("/stream")).header("Range", "bytes=0-1");
    assertEquals(206, gateway.send(ranged.copy().header("If-Range", tag).GET()).statusCode());
    assertEquals(200, gateway.send(ranged.copy().header("If-Range", "\"x\"").GET()).statusCode());
  }

  @Test
  void answersHeadWithoutABody() {
    HttpResponse<byte[]> head =
        gateway.send(
            gateway.as(token, path("/stream")).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertEquals(200, head.statusCode());
    assertEquals("400000", header(head, "Content-Length"), head.headers().map().toString());
    assertEquals(0, head.body().length);
  }

  @Test
  void asksForTheOriginalWithAllThatIsKnownOfIt() {
    gateway.get(token, path("/stream"));
    Originals.Wanted wanted = gateway.ports.originals.lastWanted.orElseThrow();
    assertEquals(row.mediaId(), wanted.mediaId());
    assertEquals(BYTES.length, wanted.size());
    assertEquals(Optional.of("words of damage"), wanted.damage());
  }

  @Test
  void explainsWhyAnOriginalIsNotServed() {
    assertRefusal(new Originals.Outcome.Damaged("3 of 5 bytes."), 410, "original-damaged", "");
    assertRefusal(new Originals.Outcome.Gone("It was moved."), 410, "original-damaged", "");
    assertRefusal(new Originals.Outcome.SourceOffline("No disk."), 503, "source-offline", "30");
    assertRefusal(new Originals.Outcome.NotStored("Soon."), 503, "not-stored-yet", "2");
  }

  private static void assertRefusal(
      Originals.Outcome outcome, int status, String code, String retryAfter) {
    gateway.ports.originals.outcome = outcome;
    HttpResponse<byte[]> refused = gateway.get(token, path("/stream"));
    assertEquals(status, refused.statusCode());
    assertEquals(code, TestGateway.code(refused));
    assertEquals(retryAfter, header(refused, "Retry-After"));
    JsonNode problem = TestGateway.json(refused);
    assertTrue(outcome.toString().contains(problem.path("detail").asText()), problem.toString());
    assertFalse(problem.path("hint").asText().isBlank());
  }

  @Test
  void tellsOfDerivedFilesThatAreGoneOrNotWhole() throws Exception {
    DerivedKey clip = row.derived().get(1).key();
    for (byte[] content : new byte[][] {{}, {1, 2}}) {
      gateway.ports.originals.lost.clear();
      Path file = gateway.ports.ports().derived().path(clip);
      Files.write(file, content);
      HttpResponse<byte[]> none = gateway.get(token, path("/preview"));
      Files.delete(file);
      assertEquals(404, none.statusCode());
      assertEquals("5", header(none, "Retry-After"));
      assertEquals(List.of(clip), gateway.ports.originals.lost);
    }
    gateway.ports.originals.lost.clear();
    assertEquals(404, gateway.get(token, path("/preview")).statusCode());
    assertEquals(List.of(clip), gateway.ports.originals.lost);
    assertEquals(404, gateway.get(token, path("/poster")).statusCode());
    assertEquals(List.of(clip), gateway.ports.originals.lost, "there never was a poster");
  }

  @Test
  void derivedFilesOfAStoreThatIsNotMountedHereAreNotLost() {
    gateway.ports.originals.unmounted = true;
    HttpResponse<byte[]> away = gateway.get(token, path("/preview"));
    assertEquals(503, away.statusCode());
    assertEquals("30", header(away, "Retry-After"));
    assertEquals(
        "The test unmounted it.", TestGateway.json(away).path("detail").asText(), "says why");
  }

  @Test
  void servesDerivedFilesAndSaysWhichAreNotThere() {
    HttpResponse<byte[]> thumbnail = gateway.get(token, path("/thumbnail?size=256"));
    assertEquals("thumbnail", new String(thumbnail.body(), StandardCharsets.UTF_8));
    assertEquals("image/jpeg", header(thumbnail, "Content-Type"));
    assertFalse(header(thumbnail, "ETag").isEmpty());
    assertEquals(200, gateway.get(token, path("/segments/0")).statusCode());
    for (String part :
        new String[] {"/thumbnail?size=1024", "/poster", "/preview", "/segments/1"}) {
      HttpResponse<byte[]> none = gateway.get(token, path(part));
      assertEquals(404, none.statusCode(), part);
      assertEquals("not-found", TestGateway.code(none));
    }
    assertEquals(400, gateway.get(token, path("/thumbnail?size=7")).statusCode());
  }
}
