package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.catalog.Imports;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceRoutesTest extends RoutesFixture {
  private static final String SOURCE =
      "{\"name\":\"NAS\",\"root\":\"/photos\",\"custody\":\"in-place\",\"watch\":true}";

  @Test
  void createsScansAndListsSources() {
    HttpResponse<byte[]> made = gateway.post(token, "/api/v1/sources", SOURCE);
    assertEquals(201, made.statusCode());
    String id = TestGateway.json(made).get("sourceId").asText();
    HttpResponse<byte[]> scan = gateway.post(token, "/api/v1/sources/" + id + "/scan", "");
    assertEquals(202, scan.statusCode());
    String session = TestGateway.json(scan).get("sessionId").asText();
    assertEquals(
        "/api/v1/ingest/sessions/" + session, scan.headers().firstValue("Location").orElse(""));
    String other = SourceId.random().value();
    refused(gateway.post(token, "/api/v1/sources/" + other + "/scan", ""), 404, "not-found");
    assertEquals(202, gateway.post(token, "/api/v1/sources/" + id + "/confirm", "").statusCode());
    refused(gateway.post(token, "/api/v1/sources/" + other + "/confirm", ""), 404, "not-found");
    assertEquals(0, ok("/api/v1/sources").get("items").size());
    refused(gateway.post(token, "/api/v1/sources", "{\"name\":\"x\"}"), 400, "bad-request");
  }

  @Test
  void startsAnImportAndShowsItsNumbers() {
    SessionId session = SessionId.random();
    gateway.ports.imports.outcome = new Imports.SourceOutcome.Started(session);
    gateway.ports.imports.progress =
        Optional.of(
            new Imports.SessionProgress(
                session,
                Optional.empty(),
                true,
                5,
                1,
                1,
                1,
                2,
                0,
                Optional.empty(),
                FakePorts.THEN,
                Optional.of(FakePorts.THEN),
                Optional.empty(),
                List.of(new Imports.ReportLine("<a>.txt", "unsupported-type", "no"))));
    HttpResponse<byte[]> started =
        gateway.post(token, "/api/v1/ingest/start", "{\"path\":\"/photos/a\"}");
    assertEquals(202, started.statusCode());
    JsonNode numbers = ok("/api/v1/ingest/sessions/" + session);
    assertEquals("done", numbers.get("state").asText());
    assertEquals(1, numbers.get("new").asInt());
    assertEquals("<a>.txt", numbers.at("/report/0/path").asText());
    refused(gateway.get(token, "/api/v1/ingest/sessions/" + SessionId.random()), 404, "not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND,404,not-found",
    "NOT_READABLE,422,not-readable",
    "OUTSIDE,403,outside-sources",
    "OVERLAPS,409,overlaps",
    "INVALID,422,invalid-source"
  })
  void answersEveryRefusalOfASource(Imports.Refusal why, int status, String code) {
    gateway.ports.imports.outcome = new Imports.SourceOutcome.Refused(why, "no", "do this");
    refused(gateway.post(token, "/api/v1/sources", SOURCE), status, code);
    refused(
        gateway.post(token, "/api/v1/ingest/start", "{\"path\":\"/etc/passwd\"}"), status, code);
  }

  @Test
  void givesTheSameAnswerToTheSameKey() {
    HttpRequest.Builder request =
        gateway.as(token, "/api/v1/sources").header("Idempotency-Key", "abc");
    HttpResponse<byte[]> first =
        gateway.send(request.copy().POST(HttpRequest.BodyPublishers.ofString(SOURCE)));
    gateway.ports.imports.outcome = new Imports.SourceOutcome.Created(SourceId.random());
    HttpResponse<byte[]> second =
        gateway.send(request.copy().POST(HttpRequest.BodyPublishers.ofString(SOURCE)));
    assertEquals(TestGateway.json(first), TestGateway.json(second));
    HttpResponse<byte[]> other =
        gateway.send(
            request.copy().POST(HttpRequest.BodyPublishers.ofString(SOURCE.replace("NAS", "x"))));
    refused(other, 409, "idempotency-conflict");
  }
}
