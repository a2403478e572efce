package dev.muninn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignInTest {
  private final TestGateway gateway = TestGateway.start();

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  private String setupBody(String code, String email) {
    return """
        {"code":"%s","email":"%s","password":"correct horse","displayName":"Huginn","org":"Home"}
        """
        .formatted(code, email);
  }

  private HttpResponse<byte[]> setup() {
    String code = gateway.gateway.setupCode().current().orElseThrow();
    return gateway.postOpen("/api/v1/auth/setup", setupBody(code, "Huginn@example.org"));
  }

  private HttpResponse<byte[]> login(String email, String password) {
    return gateway.postOpen(
        "/api/v1/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
  }

  private HttpResponse<byte[]> refresh(String token) {
    return gateway.postOpen("/api/v1/auth/refresh", "{\"refreshToken\":\"" + token + "\"}");
  }

  @Test
  void keepsTheSetupCodeInAPrivateFileUntilTheFirstAdmin() throws Exception {
    Path file = gateway.folder.resolve("setup-code");
    assertEquals(
        gateway.gateway.setupCode().current().orElseThrow() + "\n", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(201, setup().statusCode());
    assertFalse(Files.exists(file));
    assertTrue(gateway.gateway.setupCode().current().isEmpty());
  }

  @Test
  void makesTheFirstAdminOnceAndShutsForGood() {
    String code = gateway.gateway.setupCode().current().orElseThrow();
    HttpResponse<byte[]> wrong =
        gateway.postOpen("/api/v1/auth/setup", setupBody("x" + code.substring(1), "a@b"));
    assertEquals(401, wrong.statusCode());
    assertEquals("bad-setup-code", TestGateway.code(wrong));
    JsonNode made = TestGateway.json(setup());
    assertEquals(1800, made.get("expiresIn").asInt());
    HttpResponse<byte[]> again =
        gateway.postOpen("/api/v1/auth/setup", setupBody(code, "second@example.org"));
    assertEquals(409, again.statusCode());
    assertEquals("setup-closed", TestGateway.code(again));
  }

  @Test
  void letsOneOfTwoRacingSetupsWin() {
    String code = gateway.gateway.setupCode().current().orElseThrow();
    List<CompletableFuture<Integer>> racers =
        Stream.of("a@example.org", "b@example.org")
            .map(
                email ->
                    CompletableFuture.supplyAsync(
                        () ->
                            gateway
                                .postOpen("/api/v1/auth/setup", setupBody(code, email))
                                .statusCode()))
            .toList();
    List<Integer> codes = racers.stream().map(CompletableFuture::join).sorted().toList();
    assertEquals(201, codes.get(0));
    assertTrue(codes.get(1) == 409 || codes.get(1) == 401, codes.toString());
  }

  @Test
  void namesTheFieldThatIsWrong() {
    HttpResponse<byte[]> bad =
        gateway.postOpen("/api/v1/auth/setup", "{\"code\":\"x\",\"email\":5.5e3}");
    assertEquals(400, bad.statusCode());
    HttpResponse<byte[]> list = gateway.postOpen("/api/v1/auth/login", "{\"email\":[]}");
    assertEquals(400, list.statusCode());
    assertTrue(TestGateway.json(list).get("detail").asText().contains("email"));
    HttpResponse<byte[]> broken = gateway.postOpen("/api/v1/auth/login", "{\"email\":");
    assertEquals("bad-json", TestGateway.code(broken));
    HttpResponse<byte[]> missing = gateway.postOpen("/api/v1/auth/login", "{\"email\":\"a@b\"}");
    assertTrue(TestGateway.json(missing).get("detail").asText().contains("password"));
  }

  @Test
  void signsInAndSaysWhoOneIs() {
    setup();
    HttpResponse<byte[]> good = login("huginn@EXAMPLE.org", "correct horse");
    assertEquals(200, good.statusCode());
    JsonNode me =
        TestGateway.json(
            gateway.get(TestGateway.json(good).get("accessToken").asText(), "/api/v1/auth/me"));
    assertEquals("Huginn", me.get("displayName").asText());
    assertEquals("owner", me.get("role").asText());
    assertEquals("Home", me.get("orgName").asText());
    assertEquals(1, me.get("participants").size());
  }

  @Test
  void refusesWrongPasswordsAndSlowsTheGuessingDown() {
    setup();
    for (int i = 0; i < 5; i++) {
      HttpResponse<byte[]> wrong = login("huginn@example.org", "guess " + i);
      assertEquals(401, wrong.statusCode());
      assertEquals("bad-credentials", TestGateway.code(wrong));
    }
    HttpResponse<byte[]> slowed = login("huginn@example.org", "correct horse");
    assertEquals(429, slowed.statusCode());
    assertTrue(slowed.headers().firstValueAsLong("Retry-After").getAsLong() >= 1);
    assertEquals(401, login("nobody@example.org", "guess").statusCode());
  }

  @Test
  void rotatesRefreshTokensAndEndsTheSessionWhenOneComesTwice() {
    JsonNode first = TestGateway.json(setup());
    JsonNode second = TestGateway.json(refresh(first.get("refreshToken").asText()));
    assertNotEquals(first.get("refreshToken"), second.get("refreshToken"));
    String access = second.get("accessToken").asText();
    assertEquals(200, gateway.get(access, "/api/v1/auth/me").statusCode());
    assertEquals(401, refresh(first.get("refreshToken").asText()).statusCode());
    assertEquals(401, refresh(second.get("refreshToken").asText()).statusCode());
    assertEquals(401, gateway.get(access, "/api/v1/auth/me").statusCode());
    assertEquals(401, refresh("made-up").statusCode());
  }

  @Test
  void logsOutForGood() {
    JsonNode tokens = TestGateway.json(setup());
    String access = tokens.get("accessToken").asText();
    HttpResponse<byte[]> out =
        gateway.send(
            gateway.as(access, "/api/v1/auth/logout").POST(HttpRequest.BodyPublishers.noBody()));
    assertEquals(204, out.statusCode());
    assertEquals(401, gateway.get(access, "/api/v1/media").statusCode());
    assertEquals(401, refresh(tokens.get("refreshToken").asText()).statusCode());
  }
}
