package dev.muninn.http.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final Caller CALLER =
      new Caller(
          ParticipantId.random(),
          new OrgId("home"),
          "session",
          Set.of(Scope.SELF, Scope.MEDIA_READ));
  private final TokenSecret secret = TokenSecret.random();
  private final AccessTokens tokens = at(NOW);

  private AccessTokens at(Instant now) {
    return new AccessTokens(secret, Clock.fixed(now, ZoneOffset.UTC), Duration.ofMinutes(30));
  }

  private static Problem problemOf(AccessTokens tokens, String token) {
    return assertThrows(ProblemException.class, () -> tokens.verify(token)).problem();
  }

  private String made(Consumer<JWTClaimsSet.Builder> change) throws Exception {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer("muninn")
            .audience("muninn-api")
            .subject(CALLER.id().value())
            .issueTime(Date.from(NOW))
            .expirationTime(Date.from(NOW.plusSeconds(60)))
            .claim("org", "home")
            .claim("sid", "session")
            .claim("scope", "self");
    change.accept(claims);
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(secret.keyId())
                .build(),
            claims.build());
    jwt.sign(new MACSigner(secret.bytes()));
    return jwt.serialize();
  }

  private String withHeader(String json) {
    String[] parts = tokens.issue(CALLER).split("\\.", -1);
    String header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    return header + '.' + parts[1] + '.' + parts[2];
  }

  @Test
  void readsWhatItIssued() throws Exception {
    assertEquals(CALLER, tokens.verify(tokens.issue(CALLER)));
    assertEquals(CALLER.id(), tokens.verify(made(claims -> {})).id());
  }

  @Test
  void saysWhenATokenHasExpired() {
    String token = tokens.issue(CALLER);
    assertEquals(CALLER, at(NOW.plusSeconds(1799)).verify(token));
    assertEquals(Problem.TOKEN_EXPIRED, problemOf(at(NOW.plusSeconds(1800)), token));
  }

  @Test
  void demandsEveryClaim() throws Exception {
    assertEquals(Problem.BAD_TOKEN, problemOf(tokens, made(c -> c.expirationTime(null))));
    assertEquals(Problem.BAD_TOKEN, problemOf(tokens, made(c -> c.issueTime(null))));
    assertEquals(Problem.BAD_TOKEN, problemOf(tokens, made(c -> c.issuer(null))));
    assertEquals(Problem.BAD_TOKEN, problemOf(tokens, made(c -> c.issuer("other"))));
    assertEquals(Problem.BAD_TOKEN, problemOf(tokens, made(c -> c.audience("other"))));
    assertEquals(Problem.BAD_TOKEN, problemOf(tokens, made(c -> c.subject("other"))));
    assertEquals(Problem.BAD_TOKEN, problemOf(tokens, made(c -> c.subject(null))));
    assertEquals(Problem.BAD_TOKEN, problemOf(tokens, made(c -> c.claim("org", null))));
    assertEquals(Problem.BAD_TOKEN, problemOf(tokens, made(c -> c.claim("org", "../etc"))));
    assertEquals(Problem.BAD_TOKEN, problemOf(tokens, made(c -> c.claim("sid", null))));
    Date later = Date.from(NOW.plusSeconds(600));
    assertEquals(Problem.BAD_TOKEN, problemOf(tokens, made(c -> c.issueTime(later))));
    assertEquals(Problem.BAD_TOKEN, problemOf(tokens, made(c -> c.notBeforeTime(later))));
  }

  @Test
  void grantsNothingForUnknownScopes() throws Exception {
    assertEquals(Set.of(), tokens.verify(made(c -> c.claim("scope", "root *"))).scopes());
    assertEquals(Set.of(), tokens.verify(made(c -> c.claim("scope", null))).scopes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"KID\"}",
        "{\"alg\":\"HS512\",\"typ\":\"at+jwt\",\"kid\":\"KID\"}",
        "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"KID\"}",
        "{\"alg\":\"hs256\",\"typ\":\"at+jwt\",\"kid\":\"KID\"}",
        "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"KID\"}",
        "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"../../dev/null\"}",
        "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}",
        "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"KID\",\"jku\":\"http://x\"}",
        "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"KID\",\"jwk\":{}}",
        "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"KID\",\"crit\":[\"exp\"]}",
        "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"kid\":\"KID\"}",
        "[]",
        "null",
        "{"
      })
  void refusesForeignHeaders(String header) {
    String token = withHeader(header.replace("KID", secret.keyId()));
    assertEquals(Problem.BAD_TOKEN, problemOf(tokens, token));
  }

  @Test
  void refusesTamperedEmptyAndForeignSignatures() {
    String token = tokens.issue(CALLER);
    String[] parts = token.split("\\.", -1);
    assertEquals(Problem.BAD_TOKEN, problemOf(tokens, parts[0] + '.' + parts[1] + '.'));
    assertEquals(Problem.BAD_TOKEN, problemOf(tokens, parts[0] + '.' + parts[1]));
    assertEquals(Problem.BAD_TOKEN, problemOf(tokens, token + ".x.y"));
    assertEquals(
        Problem.BAD_TOKEN,
        problemOf(tokens, parts[0] + '.' + parts[1] + '.' + "A".repeat(parts[2].length())));
    AccessTokens foreign =
        new AccessTokens(
            TokenSecret.random(), Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofMinutes(30));
    assertEquals(Problem.BAD_TOKEN, problemOf(tokens, foreign.issue(CALLER)));
    assertEquals(Problem.BAD_TOKEN, problemOf(tokens, ""));
    assertEquals(Problem.BAD_TOKEN, problemOf(tokens, "..."));
  }

  @Test
  void looksAtAHugeTokenHardlyAtAll() {
    String huge = "A".repeat(500_000) + "." + "B".repeat(500_000) + ".C";
    problemOf(tokens, huge);
    assertTimeout(
        Duration.ofMillis(100),
        () -> {
          for (int i = 0; i < 20; i++) {
            problemOf(tokens, huge);
          }
        });
  }

  @Test
  void refusesToStartWithAWeakSecret() {
    assertThrows(IllegalStateException.class, () -> new TokenSecret(new byte[32]));
    assertThrows(IllegalStateException.class, () -> new TokenSecret(new byte[] {1, 2, 3}));
  }
}
