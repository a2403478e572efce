package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.catalog.ChangeFeed.Change;
import dev.muninn.catalog.ChangeFeed.Subject;
import dev.muninn.http.auth.Role;
import dev.muninn.http.json.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {
  private static final String EVENTS = "/api/v1/events";
  private final TestGateway gateway = TestGateway.start();
  private final List<EventClient> clients = new ArrayList<>();
  private String token;

  @BeforeEach
  void signIn() {
    token = gateway.token(TestGateway.HOME, Role.OWNER);
  }

  @AfterEach
  void stop() throws Exception {
    clients.forEach(EventClient::close);
    gateway.close();
  }

  private EventClient follow(String as, String path, String... headers) {
    EventClient client = new EventClient(gateway.port(), as, path, headers);
    clients.add(client);
    return client;
  }

  private static JsonNode data(EventClient.Event event) {
    try {
      return Json.tree().readTree(event.data());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(event.data(), e);
    }
  }

  private static boolean soon(BooleanSupplier wish) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (!wish.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return true;
  }

  @Test
  void showsEachChangeWithItsIdAndItsSubject() {
    gateway.ports.feed.change =
        n ->
            new Change(
                Integer.toString(n),
                Subject.values()[n % Subject.values().length],
                "subject-" + n,
                n + 10,
                "Stored",
                FakePorts.THEN,
                "line\nbreak\r\u2028 and \"quotes\"");
    gateway.ports.feed.grow(3);
    EventClient client =
        follow(token, EVENTS + "?after=0").readUntil(all -> all.contains("id: 3\n"));
    client.readUntil(all -> all.endsWith("\n\n"));
    assertEquals(
        List.of("session", "source", "media"),
        client.events().stream().map(EventClient.Event::event).toList());
    JsonNode session = data(client.events().get(0));
    assertEquals("subject-1", session.get("sessionId").asText());
    assertFalse(session.has("mediaId"));
    assertEquals(11, session.get("sequenceNr").asInt());
    assertEquals("2026-05-01T10:00:00Z", session.get("at").asText());
    assertEquals("line\nbreak\r\u2028 and \"quotes\"", session.get("summary").asText());
    assertTrue(data(client.events().get(1)).has("sourceId"));
    String headers = client.text();
    assertTrue(headers.contains("Content-Type: text/event-stream"), headers);
    assertTrue(headers.contains("Cache-Control: no-store\r\n"), headers);
    assertTrue(headers.contains("X-Accel-Buffering: no\r\n"), headers);
  }

  @Test
  void losesAndRepeatsNothingHoweverOftenTheConnectionDrops() {
    Random random = new Random(20260501);
    int all = 1200;
    int size = all / 2;
    gateway.ports.feed.grow(size);
    List<String> got = new ArrayList<>();
    int cuts = 0;
    while (got.size() < all) {
      String last = got.isEmpty() ? "0" : got.get(got.size() - 1);
      try (EventClient client =
          new EventClient(gateway.port(), token, EVENTS, "Last-Event-ID: " + last)) {
        client.cutAfter(600 + random.nextInt(12_000), "id: " + size + "\n");
        client.events().forEach(event -> got.add(event.id()));
        cuts++;
      }
      size = Math.min(all, size + 30);
      gateway.ports.feed.grow(size);
    }
    assertTrue(cuts > 20, cuts + " cuts only");
    assertEquals(IntStream.rangeClosed(1, all).mapToObj(Integer::toString).toList(), got);
  }

  @Test
  void beginsWithNowWhenNothingWasSeen() throws InterruptedException {
    gateway.ports.feed.grow(5);
    EventClient client = follow(token, EVENTS).readUntil(all -> all.contains("retry: "));
    assertTrue(soon(() -> gateway.ports.feed.readers() == 1));
    gateway.ports.feed.grow(6);
    client.readUntil(all -> all.contains("data: ") && all.endsWith("\n\n"));
    assertEquals("6", client.events().get(0).id());
    assertTrue(client.text().contains("\nid: 5\n\n"), client.text());
  }

  @Test
  void whatABrowserHasSeenCountsMoreThanTheAddressThatItFirstAskedFor() {
    gateway.ports.feed.grow(9);
    EventClient client = follow(token, EVENTS + "?after=2", "Last-Event-ID: 7");
    client.readUntil(all -> all.contains("id: 9\n") && all.endsWith("\n\n"));
    assertEquals("8", client.events().get(0).id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "1%27", "99999999999999999999", "1%20OR%201"})
  void refusesAnIdThatIsNone(String id) {
    HttpResponse<byte[]> response = gateway.get(token, EVENTS + "?after=" + id);
    assertEquals(400, response.statusCode());
    assertEquals("bad-cursor", TestGateway.code(response));
    HttpRequest.Builder long2 = gateway.as(token, EVENTS).header("Last-Event-ID", "1".repeat(101));
    assertEquals("bad-cursor", TestGateway.code(gateway.send(long2.GET())));
  }

  @Test
  void boundsTheStreamsOfAParticipantAndGivesPlacesBack() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      follow(token, EVENTS).readUntil(all -> all.contains("retry: "));
    }
    EventClient fourth = follow(token, EVENTS).readUntil(all -> all.contains("requestId"));
    assertEquals(429, fourth.status());
    assertTrue(fourth.text().contains("too-many-streams"), fourth.text());
    assertTrue(fourth.text().contains("Retry-After: "), fourth.text());
    String other = gateway.token(TestGateway.HOME, Role.VIEWER);
    assertEquals(200, follow(other, EVENTS).readUntil(all -> all.contains("retry: ")).status());
    clients.get(0).close();
    assertTrue(
        soon(
            () ->
                follow(token, EVENTS)
                        .readUntil(all -> all.contains("retry: ") || all.contains("requestId"))
                        .status()
                    == 200));
  }

  @Test
  void aHeadRequestTakesNoPlace() {
    for (int i = 0; i < 5; i++) {
      HttpRequest.Builder head = gateway.as(token, EVENTS);
      assertEquals(
          200, gateway.send(head.method("HEAD", HttpRequest.BodyPublishers.noBody())).statusCode());
    }
  }

  @Test
  void aQuietStreamPulses() {
    EventClient client = follow(token, EVENTS).readUntil(all -> all.contains("\n:\n\n:\n\n"));
    assertTrue(client.text().contains("\n:\n\n:\n\n"), client.text());
  }

  @Test
  void endsWhenTheTokenExpires() {
    String brief = gateway.token(TestGateway.HOME, Role.OWNER, Duration.ofSeconds(2));
    EventClient client = follow(brief, EVENTS).readUntil(all -> false);
    assertEquals(200, client.status());
  }

  @Test
  void endsWhenTheSessionIsEnded() {
    EventClient client = follow(token, EVENTS).readUntil(all -> all.contains("retry: "));
    assertEquals(204, gateway.post(token, "/api/v1/auth/logout", "{}").statusCode());
    client.readUntil(all -> false);
  }

  @Test
  void goesOnWhileTheDatabaseIsAway() {
    EventClient client = follow(token, EVENTS).readUntil(all -> all.contains("retry: "));
    gateway.database.takeAway();
    client.readUntil(all -> all.split("\n:\n", -1).length > 2);
    gateway.database.bringBack();
    gateway.ports.feed.grow(1);
    client.readUntil(all -> all.contains("id: 1\n"));
    assertTrue(client.text().contains("id: 1\n"));
  }

  @Test
  void aSlowReaderSlowsItsOwnFeedDown() throws InterruptedException {
    String kilobytes = "x".repeat(10_000);
    gateway.ports.feed.change =
        n ->
            new Change(
                Integer.toString(n), Subject.MEDIA, "id", n, "Stored", FakePorts.THEN, kilobytes);
    EventClient slow = follow(token, EVENTS + "?after=0");
    gateway.ports.feed.grow(1_000_000);
    assertTrue(soon(() -> gateway.ports.feed.given.get() > 0));
    assertTrue(soon(this::feedStandsStill), "it went on to " + gateway.ports.feed.given.get());
    long atRest = gateway.ports.feed.given.get();
    assertTrue(atRest < 10_000, atRest + " changes of 10 kB are somewhere");
    slow.readUntil(all -> all.length() > 8_000_000);
    assertTrue(soon(() -> gateway.ports.feed.given.get() > atRest));
  }

  private boolean feedStandsStill() {
    long before = gateway.ports.feed.given.get();
    try {
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return gateway.ports.feed.given.get() == before;
  }

  @Test
  void showsNothingOfAnotherOrgAndNoSourcesToWhoMayNotSeeThem() {
    gateway.ports.feed.change =
        n ->
            new Change(
                Integer.toString(n),
                n == 2 ? Subject.MEDIA : Subject.SOURCE,
                "id",
                n,
                "Stored",
                FakePorts.THEN,
                "");
    gateway.ports.feed.grow(2);
    String viewer = gateway.token(TestGateway.HOME, Role.VIEWER);
    EventClient mine =
        follow(viewer, EVENTS + "?after=0")
            .readUntil(all -> all.contains("id: 2\n") && all.endsWith("\n\n"));
    assertEquals(List.of("2"), mine.events().stream().map(EventClient.Event::id).toList());
    String foreign = gateway.token(TestGateway.OTHERS, Role.OWNER);
    EventClient theirs = follow(foreign, EVENTS + "?after=0");
    theirs.readUntil(all -> all.contains("\n:\n\n:\n\n"));
    assertFalse(theirs.text().contains("data: "), theirs.text());
  }

  @Test
  void aNodeThatStopsDoesNotWaitForItsListeners() throws Exception {
    EventClient client = follow(token, EVENTS).readUntil(all -> all.contains("retry: "));
    gateway.shutDown();
    client.readUntil(all -> false);
    assertTrue(client.text().endsWith("\n\n"), client.text());
  }
}
