package dev.muninn.http.auth;

import akka.http.javadsl.model.HttpResponse;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Fields;
import dev.muninn.http.route.Replies;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/** {@code /api/v1/auth}: these answers hold tokens, so none is kept for an Idempotency-Key. */
public final class AuthRoutes {
  private static final int MIN_PASSWORD = 8;
  private static final int MAX_PASSWORD = 200;
  private final SignIn signIn;

  public AuthRoutes(SignIn signIn) {
    this.signIn = signIn;
  }

  public List<ApiRoute> routes() {
    return List.of(
        ApiRoute.post("/api/v1/auth/setup")
            .open("nobody has an account yet; the one-time code is asked for")
            .summary("Make the org and its first admin with the code printed on the host")
            .body(AuthWire.Setup.class)
            .replies(201, "Signed in as the first admin", AuthWire.Tokens.class)
            .problems(Problem.BAD_REQUEST, Problem.BAD_SETUP_CODE, Problem.SETUP_CLOSED)
            .handledBy(this::setup),
        ApiRoute.post("/api/v1/auth/login")
            .open("this is where one signs in")
            .summary("Sign in with e-mail and password")
            .body(AuthWire.Login.class)
            .replies(200, "Signed in", AuthWire.Tokens.class)
            .problems(Problem.BAD_REQUEST, Problem.BAD_CREDENTIALS, Problem.TOO_MANY_ATTEMPTS)
            .handledBy(this::login),
        ApiRoute.post("/api/v1/auth/refresh")
            .open("the refresh token is the proof")
            .summary("Trade a refresh token for the next pair of tokens")
            .body(AuthWire.Refresh.class)
            .replies(200, "Signed in further on", AuthWire.Tokens.class)
            .problems(Problem.BAD_REQUEST, Problem.BAD_TOKEN)
            .handledBy(this::refresh),
        ApiRoute.post("/api/v1/auth/logout")
            .needs(Scope.SELF)
            .summary("End this session with all its tokens")
            .replies(204, "Signed out", "")
            .handledBy(r -> signIn.logout(r.caller()).thenApply(done -> Replies.empty(204))),
        ApiRoute.get("/api/v1/auth/me")
            .needs(Scope.SELF)
            .summary("Who am I, in which org, with whom, and what may I do")
            .replies(200, "The caller", AuthWire.Me.class)
            .handledBy(r -> signIn.me(r.caller()).thenApply(me -> Replies.json(200, me))));
  }

  private CompletionStage<HttpResponse> setup(ApiRequest request) {
    AuthWire.Setup wish = request.json(AuthWire.Setup.class);
    Fields.text("code", wish.code(), 1, 100);
    Fields.text("displayName", wish.displayName(), 1, 100);
    Fields.text("org", wish.org(), 1, 100);
    Fields.text("password", wish.password(), MIN_PASSWORD, MAX_PASSWORD);
    return signIn.setup(wish, emailOf(wish.email())).thenApply(tokens -> Replies.json(201, tokens));
  }

  private CompletionStage<HttpResponse> login(ApiRequest request) {
    AuthWire.Login wish = request.json(AuthWire.Login.class);
    Fields.text("email", wish.email(), 1, 254);
    Fields.text("password", wish.password(), 1, MAX_PASSWORD);
    String email = wish.email().strip().toLowerCase(Locale.ROOT);
    return signIn
        .login(email, wish.password(), request.peer())
        .thenApply(tokens -> Replies.json(200, tokens));
  }

  private CompletionStage<HttpResponse> refresh(ApiRequest request) {
    AuthWire.Refresh wish = request.json(AuthWire.Refresh.class);
    Fields.text("refreshToken", wish.refreshToken(), 1, 200);
    return signIn.refresh(wish.refreshToken()).thenApply(tokens -> Replies.json(200, tokens));
  }

  private static String emailOf(String given) {
    Fields.text("email", given, 3, 254);
    String email = given.strip().toLowerCase(Locale.ROOT);
    Fields.require(email.matches("[^@\\s]+@[^@\\s]+"), "email", "is an e-mail address");
    return email;
  }
}
