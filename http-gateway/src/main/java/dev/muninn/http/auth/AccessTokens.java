package dev.muninn.http.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.muninn.http.json.Json;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Access tokens: JWT with HS256 and nothing else. Size and header are checked before any
 * cryptography (SEC-19); issuer, audience, issue and expiry times are demanded (SEC-18). Source:
 * RFC 8725, docs/adr/0008-tokens.md. Thread-safe.
 */
public final class AccessTokens {
  static final String ISSUER = "muninn";
  static final String AUDIENCE = "muninn-api";
  static final int MAX_CHARS = 4096;
  private static final int MAX_HEADER_CHARS = 256;
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);
  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
  private static final Set<String> HEADER_FIELDS = Set.of("alg", "typ", "kid");

  private final Supplier<TokenSecret> secrets;
  private final Clock clock;
  private final Duration life;

  /** With a secret that stays. */
  public AccessTokens(TokenSecret secret, Clock clock, Duration life) {
    this(() -> secret, clock, life);
  }

  /** With one that may be replaced, see {@link SharedTokenSecret}. */
  public AccessTokens(Supplier<TokenSecret> secrets, Clock clock, Duration life) {
    this.secrets = secrets;
    this.clock = clock;
    this.life = life;
  }

  public Duration life() {
    return life;
  }

  /** A token for this caller that expires after {@link #life()}. */
  public String issue(Caller caller) {
    Instant now = clock.instant();
    TokenSecret secret = secrets.get();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(AUDIENCE)
            .subject(caller.id().value())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(life)))
            .claim("org", caller.org().value())
            .claim("sid", caller.sessionId())
            .claim(
                "scope",
                caller.scopes().stream().map(Scope::word).sorted().collect(Collectors.joining(" ")))
            .build();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).keyID(secret.keyId()).build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(new MACSigner(secret.bytes()));
    } catch (JOSEException e) {
      throw new IllegalStateException("a token could not be signed", e);
    }
    return token.serialize();
  }

  /** Who a token speaks for; anything wrong with it is a {@link ProblemException} of status 401. */
  public Caller verify(String token) {
    TokenSecret secret = secrets.get();
    checkShape(token, secret);
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      if (!jwt.verify(new MACVerifier(secret.bytes()))) {
        throw bad("Its signature is not ours.");
      }
      return callerOf(jwt.getJWTClaimsSet());
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      throw bad("It is not a token of ours.");
    }
  }

  private static void checkShape(String token, TokenSecret secret) {
    if (token.length() > MAX_CHARS) {
      throw bad("It is too long.");
    }
    int dot = token.indexOf('.');
    if (dot < 1 || dot > MAX_HEADER_CHARS || token.chars().filter(c -> c == '.').count() != 2) {
      throw bad("It is not a signed token.");
    }
    JsonNode header = headerOf(token.substring(0, dot));
    boolean ours =
        header.isObject()
            && header.size() == HEADER_FIELDS.size()
            && HEADER_FIELDS.stream().allMatch(header::has)
            && header.get("alg").asText().equals("HS256")
            && header.get("typ").asText().equals(TYPE.getType())
            && header.get("kid").asText().equals(secret.keyId());
    if (!ours) {
      throw bad("Its header is not ours.");
    }
  }

  private static JsonNode headerOf(String part) {
    try {
      return Json.tree().readTree(Base64.getUrlDecoder().decode(part));
    } catch (IOException | IllegalArgumentException e) {
      throw bad("Its header cannot be read.");
    }
  }

  private Caller callerOf(JWTClaimsSet claims) throws ParseException {
    Instant now = clock.instant();
    Instant issued = instantOf(claims.getIssueTime(), "iat");
    Instant expires = instantOf(claims.getExpirationTime(), "exp");
    if (!ISSUER.equals(claims.getIssuer()) || !claims.getAudience().equals(List.of(AUDIENCE))) {
      throw bad("It was issued for something else.");
    }
    if (issued.isAfter(now.plus(CLOCK_SKEW)) || notYet(claims.getNotBeforeTime(), now)) {
      throw bad("It is from the future.");
    }
    if (!expires.isAfter(now)) {
      throw new ProblemException(Problem.TOKEN_EXPIRED, "It expired at " + expires + ".");
    }
    return new Caller(
        new ParticipantId(claims.getSubject()),
        new OrgId(claims.getStringClaim("org")),
        Optional.ofNullable(claims.getStringClaim("sid")).orElseThrow(() -> bad("It has no sid.")),
        scopesOf(claims.getStringClaim("scope")));
  }

  private static boolean notYet(Date notBefore, Instant now) {
    return notBefore != null && notBefore.toInstant().isAfter(now.plus(CLOCK_SKEW));
  }

  private static Collection<Scope> words(String scope) {
    return Arrays.stream(scope.split(" ", -1))
        .map(Scope::ofWord)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Set<Scope> scopesOf(String scope) {
    return scope == null ? Set.of() : Set.copyOf(words(scope));
  }

  private static Instant instantOf(Date date, String claim) {
    if (date == null) {
      throw bad("It has no " + claim + ".");
    }
    return date.toInstant();
  }

  private static ProblemException bad(String detail) {
    return new ProblemException(Problem.BAD_TOKEN, detail);
  }
}
