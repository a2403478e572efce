package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.MediaKind;
import dev.muninn.search.SearchFilter;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ByImageRoutesTest extends RoutesFixture {
  private static final byte[] JPEG = HexFormat.of().parseHex("ffd8ffe000104a46494600010100aabb");
  private static final byte[] MP3 = HexFormat.of().parseHex("49443304000000000000fffb90640000");

  @AfterEach
  void nothingIsKept() {
    gateway.ports.pictures.broken = false;
    assertEquals(0, gateway.ports.staging.staged.size());
  }

  private static HttpResponse<byte[]> ask(String parameters, byte[] body) {
    return gateway.send(
        gateway
            .as(token, "/api/v1/search/by-image" + parameters)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  @Test
  void findsWhatLooksLikeThePicture() {
    HttpResponse<byte[]> found = ask("?k=3&kind=image&minScore=0.5", JPEG);
    assertEquals(200, found.statusCode());
    assertEquals(1, TestGateway.json(found).get("hits").size());
    assertEquals(3, gateway.ports.search.lastLike.orElseThrow().k());
    assertEquals(
        List.of(MediaKind.IMAGE), gateway.ports.search.lastLike.orElseThrow().filter().kinds());
  }

  @Test
  void narrowsByTheParametersOfLists() {
    assertEquals(200, ask("?tag=sea&tag=harbour&status=trashed", JPEG).statusCode());
    SearchFilter filter = gateway.ports.search.lastLike.orElseThrow().filter();
    assertEquals(Set.of("sea", "harbour"), Set.copyOf(filter.tags()));
    assertEquals(Optional.of(MediaStatus.TRASHED), filter.status());
    refused(ask("?rating=6", JPEG), 400, "bad-request");
  }

  @Test
  void saysWhatIsWrongWithThePicture() {
    refused(ask("", new byte[0]), 422, "empty-file");
    refused(
        ask("", "Dear Anna".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        415,
        "unsupported-type");
    refused(ask("", MP3), 415, "unsupported-type");
    gateway.ports.pictures.broken = true;
    HttpResponse<byte[]> broken = ask("", JPEG);
    refused(broken, 422, "unreadable-picture");
    assertTrue(
        TestGateway.json(broken).get("detail").asText().contains("ends in the middle"), "says why");
  }

  @Test
  void refusesParametersBeforeItReadsTheBody() {
    refused(ask("?k=101", JPEG), 400, "bad-request");
    refused(ask("?kind=text", JPEG), 400, "bad-request");
  }
}
