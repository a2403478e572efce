package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.RejectionReason;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PipelineRoutesTest extends RoutesFixture {
  @Test
  void showsThePipelineAndStories() {
    JsonNode counts = ok("/api/v1/pipeline");
    assertEquals(7, counts.get("accepted").asInt());
    assertEquals("embed", counts.at("/stages/0/stage").asText());
    JsonNode items = ok("/api/v1/pipeline/items?status=quarantined&stage=describe");
    assertEquals("broken-file", items.at("/items/0/error/code").asText());
    JsonNode story = ok("/api/v1/media/" + row.mediaId() + "/pipeline");
    assertEquals("failed", story.at("/stages/0/status").asText());
    assertEquals("model-failed", story.at("/stages/0/error/code").asText());
    assertEquals("Acquired", story.at("/events/0/type").asText());
    assertEquals("lite-1-384", ok("/api/v1/index").at("/partitions/0/space").asText());
    refused(gateway.get(token, "/api/v1/pipeline/items?stage=x"), 400, "bad-request");
  }

  @Test
  void retries() {
    String path = "/api/v1/media/" + row.mediaId() + "/retry";
    HttpResponse<byte[]> all = gateway.post(token, path, "");
    assertEquals(202, all.statusCode());
    assertTrue(all.headers().firstValue("Location").orElse("").endsWith("/pipeline"));
    assertEquals(202, gateway.post(token, path, "{\"stage\":\"embed\"}").statusCode());
    refused(gateway.post(token, path, "{\"stage\":\"x\"}"), 400, "bad-request");
    gateway.ports.retryReply = new MediaItemReply.AlreadyDone(4);
    assertEquals(202, gateway.post(token, path, "").statusCode());
  }

  @ParameterizedTest
  @EnumSource(RejectionReason.class)
  void answersEveryRejectionOfAnItem(RejectionReason reason) {
    gateway.ports.retryReply = new MediaItemReply.Rejected(reason, "no", 0);
    int status = gateway.post(token, "/api/v1/media/" + row.mediaId() + "/retry", "").statusCode();
    int expected =
        switch (reason) {
          case CONFLICT, TRASHED, NOT_OWED -> 409;
          case CHANGED -> 412;
          case PURGED -> 410;
          case UNKNOWN -> 404;
        };
    assertEquals(expected, status);
  }
}
