package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.http.auth.Role;
import dev.muninn.media.Curation;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.RejectionReason;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditRoutesTest extends RoutesFixture {

  @BeforeEach
  void itemsAgree() {
    gateway.ports.edits.reply = new MediaItemReply.Accepted(8);
  }

  private static HttpRequest.Builder request(String method, String rest, String body) {
    return gateway
        .as(token, "/api/v1/media/" + row.mediaId() + rest)
        .method(method, HttpRequest.BodyPublishers.ofString(body));
  }

  private static HttpResponse<byte[]> patch(String body) {
    return gateway.send(request("PATCH", "", body));
  }

  private static Curation edit() {
    return gateway.ports.edits.edit.orElseThrow();
  }

  @Test
  void anEditIsReadWithItsFields() {
    HttpResponse<byte[]> answer =
        patch(
            "{\"rating\":4,\"tags\":[\" sea \",\"sea\",\"Zoe\\u0308\"],\"title\":\"Dawn\","
                + "\"place\":\"Wien\",\"capturedAt\":\"1999-08-11T12:35:00+02:00\"}");
    assertEquals(200, answer.statusCode());
    assertEquals(row.mediaId().value(), TestGateway.json(answer).get("mediaId").asText());
    assertEquals(Optional.of(4), edit().rating());
    assertEquals(Optional.of(List.of("sea", "Zoë")), edit().tags());
    assertEquals(Optional.of("Dawn"), edit().title());
    assertEquals(Optional.of("Wien"), edit().placeName());
    assertEquals(LocalDateTime.of(1999, 8, 11, 12, 35), edit().capturedAt().orElseThrow().local());
    assertEquals(Optional.of(ZoneOffset.ofHours(2)), edit().capturedAt().orElseThrow().offset());
    assertEquals("person", edit().capturedAt().orElseThrow().source());
    assertEquals(List.of(), edit().cleared());
  }

  @Test
  void absentStaysAndNullTakesBack() {
    assertEquals(200, patch("{}").statusCode());
    assertEquals(Curation.NOTHING, edit());
    assertEquals(200, patch("{\"rating\":null,\"capturedAt\":null,\"tags\":[]}").statusCode());
    assertEquals(List.of(Curation.Field.RATING, Curation.Field.CAPTURED_AT), edit().cleared());
    assertEquals(Optional.of(List.of()), edit().tags());
  }

  @Test
  void aDateMayLackOffsetAndTime() {
    patch("{\"capturedAt\":\"1999-08-11T12:35\"}");
    assertEquals(Optional.empty(), edit().capturedAt().orElseThrow().offset());
    patch("{\"capturedAt\":\"1899-12-24\"}");
    assertEquals(LocalDateTime.of(1899, 12, 24, 0, 0), edit().capturedAt().orElseThrow().local());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"rating\":6}",
        "{\"rating\":-1}",
        "{\"rating\":2.5}",
        "{\"rating\":\"4\"}",
        "{\"tags\":\"sea\"}",
        "{\"tags\":[1]}",
        "{\"tags\":[\" \"]}",
        "{\"title\":\"\"}",
        "{\"title\":\"a\\u0000b\"}",
        "{\"title\":\"\\ud800\"}",
        "{\"place\":{\"name\":\"Wien\"}}",
        "{\"capturedAt\":\"yesterday\"}",
        "{\"capturedAt\":\"+12345-01-01T00:00:00Z\"}",
        "{\"name\":\"x\"}"
      })
  void whatCannotBeSaidIsNamed(String body) {
    int before = gateway.ports.edits.times.get();
    HttpResponse<byte[]> answer = patch(body);
    refused(answer, 400, "bad-request");
    String field = body.substring(2, body.indexOf('"', 2));
    assertTrue(TestGateway.json(answer).get("detail").asText().contains("'" + field + "'"));
    assertEquals(before, gateway.ports.edits.times.get());
  }

  @Test
  void limitsAreCounted() {
    refused(patch("{\"title\":\"" + "x".repeat(201) + "\"}"), 400, "bad-request");
    assertEquals(200, patch("{\"title\":\"" + "x".repeat(200) + "\"}").statusCode());
    StringBuilder tags = new StringBuilder("\"t0\"");
    for (int i = 1; i <= 100; i++) {
      tags.append(",\"t").append(i).append('"');
    }
    refused(patch("{\"tags\":[" + tags + "]}"), 400, "bad-request");
    refused(patch("[]"), 400, "bad-json");
    refused(patch(""), 400, "bad-json");
  }

  @Test
  void anEditHoldsForWhatTheClientSawOnly() {
    String path = "/api/v1/media/" + row.mediaId();
    String tag = gateway.get(token, path).headers().firstValue("ETag").orElseThrow();
    HttpResponse<byte[]> answer =
        gateway.send(request("PATCH", "", "{\"rating\":1}").header("If-Match", tag));
    assertEquals(200, answer.statusCode());
    assertEquals(tag, answer.headers().firstValue("ETag").orElseThrow());
    assertEquals(Optional.of(row.sequenceNr()), gateway.ports.edits.onlyAt);
    refused(
        gateway.send(request("DELETE", "", "").header("If-Match", "\"other\"")),
        412,
        "precondition-failed");
    gateway.ports.edits.reply = new MediaItemReply.Rejected(RejectionReason.CHANGED, "changed", 9);
    refused(
        gateway.send(request("DELETE", "", "").header("If-Match", "*")),
        412,
        "precondition-failed");
  }

  @Test
  void trashAndRestoreMayBeRepeated() {
    for (MediaItemReply reply :
        List.of(new MediaItemReply.Accepted(8), new MediaItemReply.AlreadyDone(8))) {
      gateway.ports.edits.reply = reply;
      HttpResponse<byte[]> gone = gateway.send(request("DELETE", "", ""));
      assertEquals(204, gone.statusCode());
      assertEquals(0, gone.body().length);
      assertEquals("trash", gateway.ports.edits.asked);
      HttpResponse<byte[]> back = gateway.send(request("POST", "/restore", ""));
      assertEquals(200, back.statusCode());
      assertEquals(row.mediaId().value(), TestGateway.json(back).get("mediaId").asText());
      assertEquals("restore", gateway.ports.edits.asked);
    }
  }

  @Test
  void aKeyMakesAnEditHappenOnce() {
    HttpRequest.Builder wish =
        request("PATCH", "", "{\"rating\":3}").header("Idempotency-Key", "edit-once");
    int before = gateway.ports.edits.times.get();
    assertEquals(200, gateway.send(wish).statusCode());
    assertEquals(200, gateway.send(wish).statusCode());
    assertEquals(before + 1, gateway.ports.edits.times.get());
    refused(
        gateway.send(request("PATCH", "", "{\"rating\":2}").header("Idempotency-Key", "edit-once")),
        409,
        "idempotency-conflict");
    HttpRequest.Builder trash = request("DELETE", "", "").header("Idempotency-Key", "trash-once");
    assertEquals(204, gateway.send(trash).statusCode());
    assertEquals(204, gateway.send(trash).statusCode());
    assertEquals(before + 2, gateway.ports.edits.times.get());
  }

  @Test
  void theStoryNamesThePersonWhileThereIsAnAccount() throws SQLException {
    String path = "/api/v1/media/" + row.mediaId() + "/pipeline";
    gateway.ports.pipeline.storyOf =
        Optional.of(gateway.accounts.participants(TestGateway.HOME).get(0).id());
    assertEquals("taken in by Somebody", ok(path).at("/events/0/summary").asText());
    gateway.ports.pipeline.storyOf = Optional.of(ParticipantId.random());
    assertEquals("taken in", ok(path).at("/events/0/summary").asText());
    gateway.ports.pipeline.storyOf = Optional.empty();
  }

  @Test
  void whatIsNotThereOrAnotherOrgsIsNotFound() {
    String foreign = gateway.token(TestGateway.OTHERS, Role.EDITOR);
    String path = "/api/v1/media/" + row.mediaId();
    refused(gateway.send(gateway.as(foreign, path).DELETE()), 404, "not-found");
    gateway.ports.edits.reply = new MediaItemReply.Rejected(RejectionReason.PURGED, "purged", 9);
    refused(patch("{\"rating\":1}"), 410, "gone");
  }
}
