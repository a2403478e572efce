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
  void showsTheIndexAndItsRecallOnceThatIsWanted() {
    JsonNode part = ok("/api/v1/index").at("/partitions/0");
    assertEquals(12, part.get("live").asInt());
    assertEquals(4, part.get("dead").asInt());
    assertEquals(0.25, part.get("deadShare").asDouble());
    assertEquals(3500, part.get("buildPerSecond").asDouble());
    assertTrue(part.path("recallEstimate").isMissingNode() || part.get("recallEstimate").isNull());
    JsonNode text = ok("/api/v1/index").at("/text");
    assertEquals(11, text.at("/items").asInt());
    assertEquals(4096, text.at("/bytes").asInt());
    assertEquals(FakePorts.THEN.toString(), text.at("/savedAt").asText());
    assertEquals(250, text.at("/lagMs").asInt());
    JsonNode recall = ok("/api/v1/index?recall=estimate").at("/partitions/0/recallEstimate");
    assertEquals(100, recall.get("queries").asInt());
    assertEquals(10, recall.get("k").asInt());
    assertEquals(0.987, recall.get("recall").asDouble());
    assertEquals("2026-05-01T10:00:00Z", recall.get("at").asText());
    refused(gateway.get(token, "/api/v1/index?recall=now"), 400, "bad-request");
  }

  @Test
  void retries() {
    String path = "/api/v1/media/" + row.mediaId() + "/retry";
    HttpResponse<byte[]> all = gateway.post(token, path, "");
    assertEquals(202, all.statusCode());
    assertTrue(all.headers().firstValue("Location").orElse("").endsWith("/pipeline"));
    assertEquals(202, gateway.post(token, path, "{\"stage\":\"embed\"}").statusCode());
    refused(gateway.post(token, path, "{\"stage\":\"x\"}"), 400, "bad-request");
    gateway.ports.pipeline.retryReply = new MediaItemReply.AlreadyDone(4);
    assertEquals(202, gateway.post(token, path, "").statusCode());
  }

  @ParameterizedTest
  @EnumSource(RejectionReason.class)
  void answersEveryRejectionOfAnItem(RejectionReason reason) {
    gateway.ports.pipeline.retryReply = new MediaItemReply.Rejected(reason, "no", 0);
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
