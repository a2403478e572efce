package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.SourceId;
import dev.muninn.search.SearchFilter;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaListRoutesTest extends RoutesFixture {
  @Test
  void listsMediaWithTheShapeThatClientsRelyOn() {
    JsonNode page = ok("/api/v1/media?limit=5&kind=image,video&from=2026-01-01&rating=3");
    assertEquals(1, page.get("total").asInt());
    assertTrue(page.get("next").isNull());
    JsonNode media = page.get("items").get(0);
    assertEquals(row.mediaId().value(), media.get("mediaId").asText());
    assertEquals("image", media.get("kind").asText());
    assertEquals("2026-04-30T12:00:00+02:00", media.get("capturedAt").asText());
    assertEquals(48.1, media.at("/place/latitude").asDouble());
    assertEquals("camera", media.at("/facts/0/layer").asText());
    assertTrue(media.get("durationMs").isNull());
    assertTrue(media.at("/links/thumbnail").asText().endsWith("size=256"));
    assertEquals(2, gateway.ports.lastFilter.orElseThrow().kinds().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=501",
        "limit=-1",
        "limit=1000000000",
        "limit=x",
        "kind=text",
        "from=yesterday",
        "rating=6",
        "status=lost",
        "source=mine",
        "tag=%00"
      })
  void refusesParametersOutOfRange(String query) {
    refused(gateway.get(token, "/api/v1/media?" + query), 400, "bad-request");
  }

  @Test
  void readsEveryFilter() {
    String source = "s".repeat(26);
    ok(
        "/api/v1/media?tag=sea&tag=Old%2CTown&tag=sea&place=Wien&source="
            + source
            + "&status=trashed&rating=0&to=2026-05-01T12:00:00%2B02:00");
    SearchFilter filter = gateway.ports.lastFilter.orElseThrow();
    assertEquals(List.of("sea", "Old,Town"), filter.tags());
    assertEquals(Optional.of("Wien"), filter.place());
    assertEquals(Optional.of(new SourceId(source)), filter.source());
    assertEquals(Optional.of(MediaStatus.TRASHED), filter.status());
    assertEquals(Optional.of(0), filter.minRating());
    assertEquals(Optional.of(Instant.parse("2026-05-01T10:00:00Z")), filter.to());
  }

  @Test
  void refusesAForeignCursor() {
    refused(gateway.get(token, "/api/v1/media?cursor=abc"), 400, "bad-cursor");
  }

  @Test
  void countsTheTimeline() {
    JsonNode timeline = ok("/api/v1/media/timeline?unit=day&zone=Europe/Berlin");
    assertEquals("2026-05-01", timeline.at("/buckets/0/start").asText());
    refused(gateway.get(token, "/api/v1/media/timeline?zone=Mars"), 400, "bad-request");
  }

  @Test
  void showsOneItemAndItsSegmentsWithTags() {
    String path = "/api/v1/media/" + row.mediaId();
    HttpResponse<byte[]> one = gateway.get(token, path);
    String tag = one.headers().firstValue("ETag").orElseThrow();
    assertEquals(
        304, gateway.send(gateway.as(token, path).header("If-None-Match", tag).GET()).statusCode());
    assertEquals(1, ok(path + "/segments").get("segments").size());
    JsonNode segment = ok(path + "/segments").at("/segments/0");
    assertEquals("red", segment.at("/colours/0/colour").asText());
    assertEquals(63, segment.at("/colours/0/percent").asInt());
    assertEquals("dog", segment.at("/labels/0").asText());
    refused(gateway.get(token, "/api/v1/media/" + Rows.id("none")), 404, "not-found");
    refused(gateway.get(token, "/api/v1/media/..%2F..%2Fetc"), 404, "not-found");
  }

  @Test
  void saysThatTheDatabaseIsGone() {
    gateway.ports.databaseGone = true;
    HttpResponse<byte[]> response = gateway.get(token, "/api/v1/media");
    refused(response, 503, "unavailable");
    assertTrue(response.headers().firstValue("Retry-After").isPresent());
  }
}
