package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.http.auth.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database that does not answer costs a caller the patience of the settings, not the pool's. */
class DatabaseAwayTest {
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final String LOGIN = "{\"email\":\"a@b.cd\",\"password\":\"wrong\"}";
  private static TestGateway gateway;
  private static String token;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
    token = gateway.token(TestGateway.HOME, Role.OWNER);
  }

  @AfterEach
  void bringBack() {
    gateway.database.bringBack();
    gateway.silent = false;
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  private static void unavailable(HttpResponse<byte[]> response) {
    assertEquals(503, response.statusCode());
    assertEquals("unavailable", TestGateway.code(response));
    assertTrue(response.headers().firstValueAsLong("Retry-After").getAsLong() >= 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/auth/login|{\"email\":\"a@b.cd\",\"password\":\"wrong\"}",
        "/api/v1/auth/refresh|{\"refreshToken\":\"abc\"}",
        "/api/v1/auth/setup|{\"code\":\"a\",\"email\":\"a@b.cd\",\"password\":\"long enough\",\"displayName\":\"A\",\"org\":\"B\"}"
      })
  void signingInSaysSoonThatTheDatabaseIsAway(String path, String body) {
    gateway.database.takeAway();
    unavailable(assertTimeout(SOON, () -> gateway.postOpen(path, body)));
  }

  @Test
  void everyCallerOfManyHearsItSoonAndTheFirstAfterwardsIsServed() {
    gateway.database.takeAway();
    assertTimeout(SOON, DatabaseAwayTest::askTwentyTimes);
    gateway.database.bringBack();
    assertEquals(200, gateway.get(token, "/api/v1/media").statusCode());
  }

  private static void askTwentyTimes() {
    List<CompletableFuture<HttpResponse<byte[]>>> asked =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(() -> gateway.get(token, "/api/v1/media"), ask()))
            .toList();
    asked.forEach(answer -> unavailable(answer.join()));
  }

  private static java.util.concurrent.Executor ask() {
    return work -> new Thread(work).start();
  }

  @Test
  void aKeyThatCouldNotBeBookedCanBeSentAgain() {
    HttpRequest.Builder once =
        gateway.as(token, "/api/v1/sources").header("Idempotency-Key", "while-away");
    String body = "{\"name\":\"NAS\",\"root\":\"/photos\"}";
    gateway.database.takeAway();
    unavailable(gateway.send(once.copy().POST(HttpRequest.BodyPublishers.ofString(body))));
    gateway.database.bringBack();
    assertEquals(
        201,
        gateway.send(once.copy().POST(HttpRequest.BodyPublishers.ofString(body))).statusCode());
  }

  @Test
  void loginsThatNobodyCouldJudgeAreNoFailures() {
    gateway.database.takeAway();
    List<CompletableFuture<HttpResponse<byte[]>>> tries =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> gateway.postOpen("/api/v1/auth/login", LOGIN), ask()))
            .toList();
    long judged = tries.stream().filter(t -> t.join().statusCode() == 503).count();
    assertTrue(judged >= 5, "only " + judged + " got through to the database");
    gateway.database.bringBack();
    assertEquals(401, gateway.postOpen("/api/v1/auth/login", LOGIN).statusCode());
  }

  @Test
  void readinessAnswersWithinTwoSecondsAndNamesWhatIsSilent() {
    gateway.silent = true;
    HttpResponse<byte[]> missing =
        assertTimeout(Duration.ofMillis(2500), () -> gateway.send(gateway.at("/readyz").GET()));
    assertEquals(503, missing.statusCode());
    JsonNode check = TestGateway.json(missing).at("/checks/0");
    assertEquals("database", check.get("name").asText());
    assertEquals("no answer within 2 s", check.get("words").asText());
    assertTrue(check.get("elapsedMs").asLong() >= 1900, check.toString());
  }

  @Test
  void readinessSaysInWordsWhatIsMissing() {
    gateway.healthy = false;
    JsonNode check = TestGateway.json(gateway.send(gateway.at("/readyz").GET())).at("/checks/0");
    gateway.healthy = true;
    assertEquals("the database does not answer", check.get("words").asText());
    JsonNode good = TestGateway.json(gateway.send(gateway.at("/readyz").GET())).at("/checks/0");
    assertEquals("", good.get("words").asText());
  }
}
