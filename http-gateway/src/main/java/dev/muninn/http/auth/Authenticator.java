package dev.muninn.http.auth;

import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Finds the caller by the Authorization header; no other header says who anybody is (SEC-16). */
public final class Authenticator {
  private static final String BEARER = "Bearer ";
  private final AccessTokens tokens;
  private final Sessions sessions;

  public Authenticator(AccessTokens tokens, Sessions sessions) {
    this.tokens = tokens;
    this.sessions = sessions;
  }

  /** The caller, or a failure of status 401. */
  public CompletionStage<Caller> callerOf(Optional<String> authorization) {
    String header =
        authorization.orElseThrow(
            () -> new ProblemException(Problem.UNAUTHENTICATED, "There is no access token."));
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw new ProblemException(
          Problem.UNAUTHENTICATED, "The Authorization header is not 'Bearer' and a token.");
    }
    return sessions.live(tokens.verify(header.substring(BEARER.length()).strip()));
  }
}
